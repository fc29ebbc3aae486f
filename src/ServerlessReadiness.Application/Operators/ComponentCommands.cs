using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Application.Operators;

/// <summary>Hands off a component, and back.</summary>
internal sealed class ComponentCommands(IStateStore store)
{
    public async Task<CommandAnswer> HoldAsync(
        CommandTask task,
        OperatorCommand.HoldComponent command,
        CancellationToken stop)
    {
        if (task.Plan.FindComponent(command.Component) is null)
        {
            return Unknown(task, command.Component);
        }

        var (state, version, present) = await ReadAsync(task, command.Component, stop);
        if (present is not null && !task.IsByOperator && EndsBefore(command.Until, present.Until))
        {
            return new CommandAnswer.Refused(
                RefusalKind.NotPermitted,
                $"component {command.Component} is on hold {Until(present.Until)}, and {task.Who} may not shorten that: "
                + present.Reason,
                "give it through the HTTP API or the command line, as an operator of the plan");
        }

        var hold = new Hold($"{task.Request.Reason} ({task.Who})", task.Now, command.Until);
        return new CommandAnswer.Commit(
            [Key(task, command.Component).Put(state with { Hold = hold }, version)],
            $"hands off component {command.Component} {Until(command.Until)}")
        {
            Component = command.Component,
            Contested = present,
        };
    }

    public async Task<CommandAnswer> ReleaseAsync(
        CommandTask task,
        OperatorCommand.ReleaseComponent command,
        CancellationToken stop)
    {
        if (task.Plan.FindComponent(command.Component) is null)
        {
            return Unknown(task, command.Component);
        }

        var (state, version, present) = await ReadAsync(task, command.Component, stop);
        return present is null
            ? new CommandAnswer.Refused(
                RefusalKind.Impossible,
                $"component {command.Component} of event {task.Event} is not on hold",
                "nothing to do")
            : new CommandAnswer.Commit(
                [Key(task, command.Component).Put(state with { Hold = null }, version)],
                $"the hold on component {command.Component} is lifted; it was: {present.Reason}")
            {
                Component = command.Component,
                Contested = present,
            };
    }

    public static CommandAnswer.Refused Unknown(CommandTask task, ComponentName component) => new(
        RefusalKind.Unknown,
        $"event {task.Event} has no component {component}",
        $"name one of {string.Join(", ", task.Plan.Components.Select(c => c.Name))}");

    private async Task<(ComponentState State, long Version, Hold? Present)> ReadAsync(
        CommandTask task,
        ComponentName component,
        CancellationToken stop)
    {
        var (state, version) = await store.FindAsync(Key(task, component), stop);
        var hold = state?.Hold is { } known && known.IsInForce(task.Now) ? known : null;
        return (state ?? ComponentState.New(component), version, hold);
    }

    private static StateKey<ComponentState> Key(CommandTask task, ComponentName component) =>
        StateKeys.Component(task.Event, component);

    private static bool EndsBefore(DateTimeOffset? wanted, DateTimeOffset? present) =>
        wanted is { } end && (present is not { } last || end < last);

    private static string Until(DateTimeOffset? until) => until is { } at ? $"until {at:u}" : "until somebody lifts it";
}
