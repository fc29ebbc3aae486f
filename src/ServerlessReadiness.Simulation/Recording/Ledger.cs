using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Reports;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Simulation.Recording;

/// <summary>What the state table holds, read along with each commit: checkers ask it, nothing writes it.</summary>
internal sealed class Ledger(EventId eventId)
{
    private const string ResourcePrefix = "RESOURCE#";
    private const string JournalPart = "#JOURNAL#";

    private readonly string _pk = StateKeys.EventPk(eventId);

    public EventHead? Head { get; private set; }

    public Dictionary<RunId, Run> Runs { get; } = [];

    /// <summary>By sort key, which names alarm and series.</summary>
    public Dictionary<string, AlarmMemory> Alarms { get; } = new(StringComparer.Ordinal);

    public Dictionary<ComponentName, ComponentState> Components { get; } = [];

    public Dictionary<string, ResourceState> Resources { get; } = new(StringComparer.Ordinal);

    /// <summary>Each resource's first restore point, which is dropped from its document once it is restored.</summary>
    public Dictionary<string, RestorePoint> RestorePoints { get; } = new(StringComparer.Ordinal);

    public ReturnProgress? Return { get; private set; }

    /// <summary>Reports to leaders by their id.</summary>
    public SortedDictionary<string, Report> Reports { get; } = new(StringComparer.Ordinal);

    public List<JournalEntry> Journal { get; } = [];

    public int Decisions { get; private set; }

    /// <summary>Takes a commit and says what was new in it.</summary>
    public CommitSeen Take(IReadOnlyList<StateWrite> writes)
    {
        var seen = new CommitSeen();
        foreach (var write in writes)
        {
            if (write is StateWrite.Put put)
            {
                Take(put, seen);
            }
        }

        return seen;
    }

    private void Take(StateWrite.Put put, CommitSeen seen)
    {
        var (pk, sk) = (put.Address.Pk, put.Address.Sk);
        if (pk.Contains(JournalPart, StringComparison.Ordinal))
        {
            var entry = Read(put, StateJson.Default.JournalEntry);
            Decisions += entry.Kind == JournalKind.Decision ? 1 : 0;
            Journal.Add(entry);
            seen.Journal.Add(entry);
        }
        else if (pk.StartsWith(ResourcePrefix, StringComparison.Ordinal))
        {
            var resource = Read(put, StateJson.Default.ResourceState);
            Resources[resource.Resource] = resource;
            if (resource.RestorePoint is { } point)
            {
                RestorePoints.TryAdd(resource.Resource, point);
            }
        }
        else if (pk == _pk && sk == "HEAD")
        {
            var before = Head;
            Head = Read(put, StateJson.Default.EventHead);
            seen.Heads.Add((before, Head));
        }
        else if (pk == _pk && sk == "RETURN")
        {
            Return = Read(put, StateJson.Default.ReturnProgress);
        }
        else if (sk.StartsWith(StateKeys.RunPrefix, StringComparison.Ordinal))
        {
            var run = Read(put, StateJson.Default.Run);
            seen.Runs.Add((Runs.GetValueOrDefault(run.Id), run));
            Runs[run.Id] = run;
        }
        else if (pk == _pk && sk.StartsWith(StateKeys.ReportPrefix, StringComparison.Ordinal))
        {
            var report = Read(put, StateJson.Default.Report);
            seen.Reports.Add((Reports.GetValueOrDefault(report.Id), report));
            Reports[report.Id] = report;
        }
        else if (pk == _pk && sk.StartsWith(StateKeys.AlarmPrefix, StringComparison.Ordinal))
        {
            Alarms[sk] = Read(put, StateJson.Default.AlarmMemory);
        }
        else if (pk == _pk && sk.StartsWith(StateKeys.ComponentPrefix, StringComparison.Ordinal))
        {
            var component = Read(put, StateJson.Default.ComponentState);
            seen.Components.Add((Components.GetValueOrDefault(component.Component), component));
            Components[component.Component] = component;
        }
    }

    private static T Read<T>(StateWrite.Put put, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(put.Json.Span, type)!;
}
