using ServerlessReadiness.Application.State;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Application.Tests.Operators;

/// <summary>An event under way, and people who command it.</summary>
internal sealed class Desk(CompiledPlan? plan = null, AutomationMode mode = AutomationMode.Act, bool withTasks = false)
{
    public static readonly Caller Kim = new Caller.Iam("arn:aws:iam::123456789012:user/kim");
    public static readonly Caller Sns = new Caller.Sns("m-1");
    private int _number;

    public Scenario Scenario { get; } = new(plan, mode, withTasks);

    public OperatorRequest Ask(OperatorCommand command, string? id = null) => new(
        CommandId.Parse(id ?? $"c-{++_number}"),
        Sample.Event,
        command,
        "because",
        Scenario.Now,
        null);

    public CommandRecord Give(OperatorCommand command, Caller? caller = null, string? id = null) =>
        Give(Ask(command, id), caller);

    public CommandRecord Give(OperatorRequest request, Caller? caller = null, long? expectHead = null) =>
        Give(request, caller, expectHead, null)!;

    /// <summary>Null when the process died over it.</summary>
    public CommandRecord? Give(OperatorRequest request, Caller? caller, long? expectHead, ICrash? crash)
    {
        var host = Scenario.NewHost(crash);
        return Scenario.Time.Play(
            () => host.Commands.HandleAsync(request, caller ?? Kim, expectHead, CancellationToken.None),
            TimeSpan.FromHours(1),
            () => crash?.HasCrashed == true);
    }

    public CommandRecord? Stored(string id) =>
        Scenario.Read(StateKeys.Command(Sample.Event, CommandId.Parse(id))).Value;

    public IReadOnlyList<string> Lines => [.. Scenario.Journal()
        .Where(l => l.Kind == Core.Journal.JournalKind.Person)
        .Select(l => l.Verdict)
        .Where(v => !v.StartsWith("plan ", StringComparison.Ordinal))];
}
