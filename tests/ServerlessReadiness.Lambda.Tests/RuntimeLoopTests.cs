using System.Globalization;
using System.Text;

using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;

using ServerlessReadiness.Testing;

namespace ServerlessReadiness.Lambda.Tests;

public sealed class RuntimeLoopTests
{
    [Theory]
    [InlineData("{\"a\":1}")]
    [InlineData("")]
    [InlineData("\"준비 완료 🚀 — ß\"")]
    public async Task A_payload_reaches_the_handler_and_its_response_the_caller_unchanged(string payload)
    {
        await using var loop = await LoopUnderTest.StartAsync(
            async (input, _) => Streams.Of(await Streams.ReadTextAsync(input)));

        Assert.Equal(payload, (await loop.InvokeAsync(payload)).ResponseText);
        Assert.Equal(payload, (await loop.InvokeAsync(payload, new InvocationOptions { Chunked = true })).ResponseText);
    }

    [Fact]
    public async Task The_context_says_what_the_headers_of_the_invocation_say()
    {
        await using var loop = await LoopUnderTest.StartAsync((_, context) => Task.FromResult(Streams.Of(string.Join(
            '|', context.AwsRequestId, context.InvokedFunctionArn, context.TraceId, context.TenantId))));
        var options = new InvocationOptions
        {
            RequestId = "request-1",
            FunctionArn = "arn:aws:lambda:ap-northeast-2:123456789012:function:alarms:live",
            TraceId = "Root=1-5e1b4151-5ac6c58;Sampled=1",
            TenantId = "tenant-7",
        };

        var outcome = await loop.InvokeAsync("{}", options);

        Assert.Equal(
            "request-1|arn:aws:lambda:ap-northeast-2:123456789012:function:alarms:live"
            + "|Root=1-5e1b4151-5ac6c58;Sampled=1|tenant-7",
            outcome.ResponseText);
    }

    [Fact]
    public async Task Remaining_time_counts_down_to_the_deadline_and_beyond()
    {
        await using var loop = await LoopUnderTest.StartAsync((_, context) => Task.FromResult(Streams.Of(
            context.RemainingTime.TotalMilliseconds.ToString(CultureInfo.InvariantCulture))));

        var ahead = await loop.InvokeAsync(
            "{}", new InvocationOptions { Deadline = DateTimeOffset.UtcNow.AddSeconds(30) });
        var passed = await loop.InvokeAsync(
            "{}", new InvocationOptions { Deadline = DateTimeOffset.UtcNow.AddSeconds(-5) });

        Assert.InRange(double.Parse(ahead.ResponseText, CultureInfo.InvariantCulture), 20_000, 30_000);
        Assert.InRange(double.Parse(passed.ResponseText, CultureInfo.InvariantCulture), -30_000, -5_000);
    }

    [Fact]
    public async Task Client_context_and_identity_are_parsed_when_they_are_sent()
    {
        await using var loop = await LoopUnderTest.StartAsync((_, context) => Task.FromResult(Streams.Of(string.Join(
            '|',
            context.ClientContext.Client?.AppTitle,
            context.ClientContext.Custom?["step"],
            context.ClientContext.Environment?["locale"],
            context.Identity.IdentityId,
            context.Identity.IdentityPoolId))));
        var options = new InvocationOptions
        {
            ClientContextJson = """{"client":{"app_title":"War room"},"custom":{"step":3},"env":{"locale":"ko_KR"}}""",
            CognitoIdentityJson = """{"cognitoIdentityId":"id-1","cognitoIdentityPoolId":"pool-1"}""",
        };

        Assert.Equal("War room|3|ko_KR|id-1|pool-1", (await loop.InvokeAsync("{}", options)).ResponseText);
        Assert.Equal("||||", (await loop.InvokeAsync("{}")).ResponseText);
    }

    [Fact]
    public async Task The_invocation_id_is_echoed_so_that_Lambda_can_tell_late_answers()
    {
        await using var loop = await LoopUnderTest.StartAsync((_, _) => Task.FromResult(Streams.Of("1")));
        var with = loop.Server.Enqueue("{}", new InvocationOptions { InvocationId = "attempt-9" });
        var without = loop.Server.Enqueue("{}");

        await Task.WhenAll(with.Outcome, without.Outcome).WaitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("attempt-9", with.EchoedInvocationId);
        Assert.Null(without.EchoedInvocationId);
    }

    [Fact]
    public async Task Many_invocations_are_handled_in_order_and_one_at_a_time()
    {
        const int Count = 300;
        var seen = new List<string>();
        var concurrent = 0;
        var concurrentMax = 0;
        await using var loop = await LoopUnderTest.StartAsync(async (input, _) =>
        {
            concurrentMax = Math.Max(concurrentMax, Interlocked.Increment(ref concurrent));
            var payload = await Streams.ReadTextAsync(input);
            await Task.Yield();
            seen.Add(payload);
            Interlocked.Decrement(ref concurrent);
            return Streams.Of(payload);
        });

        var expected = Enumerable.Range(0, Count).Select(i => i.ToString(CultureInfo.InvariantCulture)).ToList();
        var outcomes = await Task.WhenAll(expected.Select(payload => loop.InvokeAsync(payload)));

        Assert.Equal(expected, outcomes.Select(outcome => outcome.ResponseText));
        Assert.Equal(expected, seen);
        Assert.Equal(1, concurrentMax);
    }

    [Fact]
    public async Task A_response_stream_of_any_kind_is_sent_from_its_position_and_disposed()
    {
        var memory = new MemoryStream(Encoding.UTF8.GetBytes("skip-this")) { Position = 5 };
        var buffered = new BufferedStream(Streams.Of("buffered"));
        var streams = new Queue<Stream>([memory, buffered]);
        await using var loop = await LoopUnderTest.StartAsync((_, _) => Task.FromResult(streams.Dequeue()));

        Assert.Equal("this", (await loop.InvokeAsync("{}")).ResponseText);
        Assert.Equal("buffered", (await loop.InvokeAsync("{}")).ResponseText);
        Assert.False(memory.CanRead);
        Assert.False(buffered.CanRead);
    }

    [Fact]
    public async Task A_payload_that_a_handler_keeps_is_not_overwritten_by_the_next()
    {
        var kept = new List<byte[]>();
        await using var loop = await LoopUnderTest.StartAsync((input, _) =>
        {
            kept.Add(((MemoryStream)input).GetBuffer());
            return Task.FromResult(Streams.Of("{}"));
        });

        await loop.InvokeAsync("first");
        await loop.InvokeAsync("other");

        Assert.Equal(["first", "other"], kept.Select(Encoding.UTF8.GetString));
    }

    [Fact]
    public async Task A_cancelled_token_ends_the_wait_for_the_next_invocation()
    {
        await using var loop = await LoopUnderTest.StartAsync((_, _) => Task.FromResult(Streams.Of("{}")));
        await loop.Server.FirstPoll.WaitAsync(TestContext.Current.CancellationToken);

        await loop.StopAsync();

        await loop.Run.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_token_cancelled_during_an_invocation_lets_it_finish_and_be_answered()
    {
        var started = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var loop = await LoopUnderTest.StartAsync(async (_, _) =>
        {
            started.SetResult();
            await release.Task;
            return Streams.Of("finished");
        });
        var invocation = loop.Server.Enqueue("{}");
        await started.Task.WaitAsync(TestContext.Current.CancellationToken);

        await loop.StopAsync();
        release.SetResult();

        var outcome = await invocation.Outcome.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("finished", outcome.ResponseText);
        await loop.Run.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.Equal(1, loop.Server.Polls);
    }

    [Fact]
    public async Task A_token_cancelled_beforehand_takes_no_invocation()
    {
        await using var server = await RuntimeApiServer.StartAsync();
        using var bootstrap = LambdaBootstrapBuilder.Create(() => { })
            .ConfigureOptions(options => options.RuntimeApiEndpoint = server.Endpoint)
            .Build();

        await bootstrap.RunAsync(new CancellationToken(canceled: true));

        Assert.Equal(0, server.Polls);
    }

    [Fact]
    public async Task A_client_that_the_caller_supplies_is_used_and_left_open()
    {
        await using var server = await RuntimeApiServer.StartAsync();
        using var http = LambdaBootstrap.ConstructHttpClient();
        using var stop = new CancellationTokenSource();
        Func<Stream, ILambdaContext, Task<Stream>> handler = (_, _) => Task.FromResult(Streams.Of("mine"));
        var bootstrap = LambdaBootstrapBuilder.Create(handler)
            .UseHttpClient(http)
            .ConfigureOptions(options => options.RuntimeApiEndpoint = server.Endpoint)
            .Build();
        var run = bootstrap.RunAsync(stop.Token);

        var outcome = await server.InvokeAsync("{}", cancellationToken: TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await run;
        bootstrap.Dispose();

        Assert.Equal("mine", outcome.ResponseText);
        using var answer = await http.GetAsync(new Uri($"http://{server.Endpoint}/"), TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
    }
}
