using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Testing;

namespace ServerlessReadiness.Bootstrap.Tests;

/// <summary>Every recorded signal into every function: each is answered, and each is in a journal.</summary>
public sealed class SampleSignalTests(SystemFixture system)
{
    [Theory]
    [InlineData("AlarmResponder")]
    [InlineData("Clock")]
    [InlineData("Executor")]
    public async Task Every_recorded_signal_is_answered_and_journalled(string handler)
    {
        await using var stage = await system.StageAsync();
        var instance = (await stage.MembersInServiceAsync())[0];
        await using var function = await stage.StartAsync(handler);
        var answers = new List<(string Sample, Answer Answer)>();

        foreach (var name in Samples.Names)
        {
            // Little time, so that nothing is waited for in the process.
            var outcome = await function.TryAsync(Samples.Read(name, null, instance), TimeSpan.FromSeconds(12));
            var answered = Function.Parse(Assert.IsType<InvocationOutcome.Responded>(outcome).Text);
            Assert.NotEmpty(answered);
            answers.AddRange(answered.Select(a => (name, a)));
        }

        Assert.True(Samples.Names.Count > 50, $"only {Samples.Names.Count} samples were found");
        Assert.False(function.Process.HasExited);
        Assert.Equal("", function.Process.Errors);
        await AssertJournalledAsync(stage, answers);
    }

    [Fact]
    public async Task What_cannot_be_read_is_kept_as_it_arrived()
    {
        await using var stage = await system.StageAsync();

        var answer = Assert.Single(await stage.InvokeAsync("AlarmResponder", Samples.Read("sns-message-is-not-json")));

        Assert.Equal(("unassigned", "unreadable"), (answer.Event, answer.Verdict));
        var line = Assert.Single(await stage.JournalAsync(JournalWriter.Unassigned));
        Assert.Equal((JournalKind.Unreadable, answer.Reason), (line.Kind, line.Reason));
        Assert.Contains("web-5xx is broken, please look", line.Raw, StringComparison.Ordinal);
    }

    /// <summary>Each answer has its line; one line may not stand for two.</summary>
    private static async Task AssertJournalledAsync(Stage stage, List<(string Sample, Answer Answer)> answers)
    {
        foreach (var group in answers
            .Where(a => a.Answer.Verdict is not ("beat" or "unknown run" or "unknown command"))
            .GroupBy(a => (a.Answer.Event, a.Answer.Verdict, a.Answer.Reason)))
        {
            var journal = await stage.JournalAsync(EventId.Parse(group.Key.Event));
            var lines = journal.Count(e => e.Verdict == group.Key.Verdict && e.Reason == group.Key.Reason);
            Assert.True(
                lines >= group.Count(),
                $"{lines} of {group.Count()} for {group.Key}: {string.Join(", ", group.Select(g => g.Sample))}");
        }
    }
}
