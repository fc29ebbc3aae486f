using System.Globalization;
using System.Text.RegularExpressions;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Checks;
using ServerlessReadiness.Plans.Compiling;
using ServerlessReadiness.Plans.Scalars;
using ServerlessReadiness.Plans.Shapes;
using ServerlessReadiness.Plans.Yaml;

namespace ServerlessReadiness.Plans;

/// <summary>
/// A plan's YAML to its compiled form: instants resolved, names found, defaults filled in, stages computed. All that is
/// wrong is found at once; a part that cannot be read is set aside, and the rest is read and checked all the same.
/// </summary>
public static partial class PlanCompiler
{
    private static readonly TimeSpan OffsetsBefore = TimeSpan.FromDays(60);

    // A postponed event keeps its offsets.
    private static readonly TimeSpan OffsetsAfter = TimeSpan.FromDays(400);

    /// <param name="yaml">The plan's text.</param>
    /// <param name="fileName">Its name, for problems.</param>
    public static PlanCompilation Compile(string yaml, string fileName)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        var all = new Compilation(fileName);
        var root = YamlReader.Read(yaml, all.Problems);
        if (root is null)
        {
            return new PlanCompilation(null, all.Problems.InOrder);
        }

        var section = all.Open(root, PlanShapes.Plan, "");
        var plan = section.IsPresent ? Read(all, section) : null;
        if (plan is not null)
        {
            Locate(all, all.Problems, plan, PlanCheck.Check(plan));
        }

        if (all.Problems.Count > 0 || plan is null)
        {
            return new PlanCompilation(null, all.Problems.InOrder);
        }

        Locate(all, all.Notices, plan, PlanNotices.Of(plan));
        return new PlanCompilation(plan, []) { Notices = all.Notices.InOrder };
    }

    private static CompiledPlan Read(Compilation all, Section section)
    {
        var schedule = Clock(all, section);
        var expect = section.Child("expect", PlanShapes.Expect);
        all.Defaults = Defaults(all, section, PeopleReader.Expectation(expect));
        var drafts = new ComponentsReader(all).Read(section);
        var components = EquatableList.From(drafts.Select(d => d.Component));
        var runbooks = new RunbooksReader(all).Read(section);
        var shedding = new LaddersReader(all, components);
        var contingencies = shedding.Contingencies(section);
        var people = new PeopleReader(all);
        var guards = new GuardrailsReader(all);
        var (guardrails, alarmLimit) = guards.Guardrails(section, schedule);
        return new CompiledPlan(
            section.Name<EventId>("event") ?? EventId.Parse("unnamed"),
            section.Text("name") ?? "?",
            section.Text("timeZone") ?? "?",
            EquatableList.From(
                all.Clock.Zone.Offsets(schedule.Prewarm - OffsetsBefore, schedule.Closed + OffsetsAfter)),
            schedule,
            components,
            new ResponsesReader(all, components, runbooks).Read(section),
            runbooks,
            alarmLimit)
        {
            Expectation = PeopleReader.Expectation(expect),
            Stages = Stages(all, section, schedule, drafts),
            ReturnToNormal = GuardrailsReader.Return(section),
            Guardrails = guardrails,
            Freezes = guards.Freezes(section, components),
            Metrics = new MetricsReader(all, components).Read(section),
            Criteria = guards.Success(section),
            Contacts = people.Contacts(section, contingencies),
            Escalation = people.Escalation(section),
            Timeline = people.Timeline(section),
            WarRoom = PeopleReader.WarRoom(section),
            Reports = new ReportsReader(all).Read(section),
            Dashboard = ReportsReader.Dashboard(section),
            Roles = PeopleReader.Roles(all, section),
            Traffic = new TrafficReader(all, components).Read(section),
            Ladders = shedding.Ladders(section),
            Contingencies = contingencies,
            Hooks = new HooksReader(all, components).Read(section),
        };
    }

    private static EventSchedule Clock(Compilation all, Section section)
    {
        var zone = EventZone.Utc;
        if (section.Text("timeZone") is { } id)
        {
            if (EventZone.Find(id) is { } found)
            {
                zone = found;
            }
            else
            {
                section.Refuse("timeZone", $"there is no time zone \"{id}\"", EventZone.Next(id));
            }
        }

        all.Clock = EventClock.Open(all, zone, section.Child("schedule", PlanShapes.Schedule));

        // Stands in for a schedule that is wrong, so that the rest can be read; no check is made against it.
        var origin = DateTimeOffset.UnixEpoch.AddYears(30);
        return all.Clock.Schedule
            ?? new EventSchedule(origin, origin.AddDays(1), origin.AddDays(2), origin.AddDays(3));
    }

    private static PlanDefaults Defaults(Compilation all, Section plan, Expectation expectation)
    {
        var section = plan.Child("defaults", PlanShapes.Defaults);
        var none = PlanDefaults.None;
        if (section["currency"] is { } currency)
        {
            all.Places.Map("guardrails.currency", currency);
        }

        return new PlanDefaults(
            section.Text("account"),
            section.Text("region"),
            section.Whole("zones") ?? none.Zones,
            section.Flag("armed") ?? none.Armed,
            section.Text("currency") ?? none.Currency,
            expectation.Peak);
    }

    /// <summary>Computed, unless the plan states them; nothing is computed from parts that are wrong.</summary>
    private static EquatableList<PrewarmStage> Stages(
        Compilation all,
        Section section,
        EventSchedule schedule,
        IReadOnlyList<ComponentDraft> drafts)
    {
        if (section.Has("stages"))
        {
            return new StagesReader(all, schedule, drafts).Read(section);
        }

        var components = EquatableList.From(drafts.Select(d => d.Component));
        return all.Clock.Schedule is null || schedule.Live <= schedule.Prewarm || all.Problems.AnyWithin("components")
            || ComponentGraph.Cycle(components) is not null
            ? []
            : new StagePlanner(all, schedule, drafts).Plan();
    }

    /// <summary>Shows what the compiled plan's rules say at its place, unless that is known to be wrong.</summary>
    private static void Locate(
        Compilation all,
        Problems into,
        CompiledPlan plan,
        IReadOnlyList<PlanProblem> found)
    {
        var news = found
            .Where(p => all.Clock.Schedule is not null || !DependsOnSchedule(p.Path))
            .Select(p => (Problem: p, Node: all.Places.Find(p.Path)!))
            .Where(p => p.Node.Path.Length == 0 || !into.Concerns(p.Node.Path))
            .ToList();
        foreach (var (problem, node) in news)
        {
            into.Add(node.Place(), node.Path, Named(plan, problem.Cause), Named(plan, problem.NextStep));
        }
    }

    private static bool DependsOnSchedule(string path) =>
        path.Split('.', '[')[0] is "schedule" or "stages" or "freezes" or "guardrails" or "offsets" or "traffic"
            or "timeline"
        || path.Contains(".restart", StringComparison.Ordinal);

    // The rules speak of the compiled plan's lists; in the text their items have names.
    private static string Named(CompiledPlan plan, string words) => ItemShape().Replace(words, match =>
    {
        var index = int.Parse(match.Groups["index"].Value, CultureInfo.InvariantCulture);
        return match.Groups["list"].Value switch
        {
            "components" when index < plan.Components.Count => plan.Components[index].Name.Value,
            "runbooks" when index < plan.Runbooks.Count => plan.Runbooks[index].Name.Value,
            "responses" when index < plan.Responses.Count => $"response \"{plan.Responses[index].Name}\"",
            _ => match.Value,
        };
    });

    [GeneratedRegex(
        "(?<list>components|runbooks|responses)\\[(?<index>[0-9]{1,6})\\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ItemShape();
}
