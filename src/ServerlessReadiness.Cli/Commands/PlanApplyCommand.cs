using System.CommandLine;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Plans;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Cli.Plans;
using ServerlessReadiness.Cli.Rendering;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Cli.Commands;

/// <summary>
/// <c>plan apply</c>. While the event is under way, what changes is shown first and a person agrees to exactly that:
/// the plan is then put in force only over the version that it was compared with.
/// </summary>
internal static class PlanApplyCommand
{
    public static Command BuildApply(CommandShelf shelf)
    {
        var file = new Argument<string>("PLAN") { Description = "A plan: YAML, or its compiled form as JSON." };
        var mode = Choices.Mode("The mode of a new event; observe if not given. An event that exists keeps its own.");
        var (expect, lower, yes) = (PlanOptions.ExpectVersion(), PlanOptions.LowerFloors(), PlanOptions.Yes());
        return shelf.Make(
            "apply",
            "Puts a plan in force as a new version of its event.",
            [file, mode, expect, lower, yes],
            async (call, cancellationToken) =>
            {
                var plan = await PlanFile.ReadAsync(call.Required(file), cancellationToken);
                if (plan.Plan is null)
                {
                    return PlanCommands.ShowProblems(call.Screen, plan);
                }

                using var session = AwsSession.Open(call.Settings, call.Around);
                var records = new Records(session.Store(call.Settings.RequiredTable), call.Around.Time);
                var asked = call.Value(mode);
                var terms = new PlanApplyTerms(Choices.ModeOf(asked, AutomationMode.Observe), call.Around.User)
                {
                    ExpectVersion = call.Value(expect),
                    LowersFloors = call.Value(lower),
                };
                foreach (var notice in plan.Notices)
                {
                    Tell(call, $"Notice: {notice.InFile(plan.Path)}");
                }

                return await ApplyAsync(
                    call, records, plan.Path, plan.Plan, terms, call.Value(yes), asked, cancellationToken);
            });
    }

    /// <summary>Shows what changes, asks where the event is under way, and applies.</summary>
    public static async Task<int> ApplyAsync(
        CommandCall call,
        Records records,
        string source,
        CompiledPlan plan,
        PlanApplyTerms terms,
        bool yes,
        string? askedMode,
        CancellationToken cancellationToken)
    {
        var (head, present) = await records.Versions.FindAsync(plan.Event, null, cancellationToken);
        EquatableList<PlanDifference> changes = present is null ? [] : PlanDifferences.Between(present, plan);
        if (head is not null)
        {
            Tell(call, $"Against plan version {head.PlanVersion}: {changes.Count} difference(s).");
            foreach (var change in changes)
            {
                Tell(call, $"  {change}");
            }
        }

        if (head is { Phase: Phase.Prewarm or Phase.Live or Phase.Cooldown })
        {
            Confirmation.Require(
                call.Around,
                yes,
                $"Applying {source} to event {plan.Event} in phase {head.Phase}");
        }

        terms = terms with { ExpectVersion = terms.ExpectVersion ?? head?.PlanVersion };
        switch (await records.Plans.ApplyAsync(plan, terms, cancellationToken))
        {
            case PlanApplied.Applied applied:
                Show(call.Screen, plan.Event, applied, askedMode, changes);
                return ExitCodes.Done;
            case PlanApplied.Refused refused:
                throw new CliException(
                    ExitCodes.No,
                    $"{source} was not applied: {refused.Reason}",
                    "resolve that, then apply again");
            default:
                throw new CliException(
                    ExitCodes.No, $"{source} has problems", $"see readiness plan validate {source}");
        }
    }

    // What a person reads beside the answer must not get into the one JSON document.
    private static void Tell(CommandCall call, string line)
    {
        if (!call.Screen.IsJson)
        {
            call.Screen.Line(line);
        }
    }

    private static void Show(
        Screen screen,
        EventId eventId,
        PlanApplied.Applied applied,
        string? asked,
        EquatableList<PlanDifference> changes)
    {
        var next = (applied.Mode, asked) switch
        {
            (AutomationMode.Act, _) => "alarms are acted on",
            ({ } kept, { } wanted) when kept.Word() != wanted =>
                $"the event keeps its mode; change it with: readiness mode {wanted} --event {eventId} --reason TEXT",
            _ => "nothing is acted on yet; when the decisions suit you: "
                + $"readiness mode act --event {eventId} --reason TEXT",
        };
        screen.Show(
            () => new JsonObject
            {
                ["event"] = eventId.Value,
                ["version"] = applied.Version,
                ["phase"] = applied.Phase.ToString(),
                ["mode"] = applied.Mode.Word(),
                ["changes"] = PlanDiffCommand.ToJson(changes),
                ["next"] = next,
            },
            () =>
            {
                screen.Line(
                    $"Event {eventId}: plan version {applied.Version} is in force; phase {applied.Phase}, "
                    + $"mode {applied.Mode.Word()}.");
                screen.Line($"Next: {next}.");
            });
    }
}
