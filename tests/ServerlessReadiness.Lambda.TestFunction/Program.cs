using System.Globalization;
using System.Text;
using System.Text.Json;

using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;

var handlerName = Environment.GetEnvironmentVariable("_HANDLER");
using var bootstrap = LambdaBootstrapBuilder
    .Create((Stream input, ILambdaContext context) => HandleAsync(handlerName, input, context))
    .UseBootstrapHandler(() => InitializeAsync(handlerName))
    .Build();
await bootstrap.RunAsync();

static Task<bool> InitializeAsync(string? handlerName)
    => handlerName is "Echo" or "Describe" or "Slow" or "Log" or "Throw"
        ? Task.FromResult(true)
        : throw new NotSupportedException($"_HANDLER is \"{handlerName}\"; known are Echo, Describe, Slow, Log and Throw.");

static async Task<Stream> HandleAsync(string? handlerName, Stream input, ILambdaContext context)
{
    using var reader = new StreamReader(input);
    var payload = await reader.ReadToEndAsync();
    switch (handlerName)
    {
        case "Describe":
            return ToStream(Describe(context));
        case "Slow":
            context.Logger.LogInformation("started");
            await Task.Delay(TimeSpan.FromMilliseconds(int.Parse(payload, CultureInfo.InvariantCulture)));
            return ToStream("\"finished\"");
        case "Log":
            context.Logger.LogWarning("scaled {Group} to {Count}", "asg-웹", 12);
            LambdaLogger.Log("from the static logger");
            return ToStream("\"logged\"");
        case "Throw":
            throw new InvalidOperationException(payload);
        default:
            return ToStream(payload);
    }
}

static string Describe(ILambdaContext context)
{
    var facts = new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["requestId"] = context.AwsRequestId,
        ["function"] = context.FunctionName,
        ["version"] = context.FunctionVersion,
        ["logGroup"] = context.LogGroupName,
        ["logStream"] = context.LogStreamName,
        ["memory"] = context.MemoryLimitInMB.ToString(CultureInfo.InvariantCulture),
        ["traceVariable"] = Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID"),
    };
    using var stream = new MemoryStream();
    using (var json = new Utf8JsonWriter(stream))
    {
        json.WriteStartObject();
        foreach (var (name, value) in facts)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    return Encoding.UTF8.GetString(stream.ToArray());
}

static MemoryStream ToStream(string text) => new(Encoding.UTF8.GetBytes(text));
