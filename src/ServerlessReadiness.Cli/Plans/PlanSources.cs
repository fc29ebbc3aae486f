using System.Globalization;
using ServerlessReadiness.Application.Recovery;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Cli.Plans;

/// <summary>Plans by where they are: a file, or a version of an event. The account is reached only if needed.</summary>
internal sealed class PlanSources(CommandCall call) : IDisposable
{
    private AwsSession? _session;
    private Records? _records;

    /// <summary>A file that is there is meant before an event of that name.</summary>
    /// <exception cref="CliException">There is no such plan, or it has problems.</exception>
    public async Task<CompiledPlan> ReadAsync(string source, CancellationToken cancellationToken)
    {
        var at = source.LastIndexOf('@');
        var name = at < 0 ? source : source[..at];
        if (File.Exists(source) || !EventId.TryParse(name, out var id))
        {
            return await PlanFile.RequireAsync(source, cancellationToken);
        }

        int? version = null;
        if (at >= 0)
        {
            var digits = source.AsSpan(at + 1);
            version = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw CliException.BadInput($"\"{source[(at + 1)..]}\" is no version", "write ID@3, for one");
        }

        return await StoredAsync(id, version, cancellationToken);
    }

    /// <exception cref="CliException">There is no such event or version.</exception>
    public async Task<CompiledPlan> StoredAsync(EventId id, int? version, CancellationToken cancellationToken)
    {
        var (head, plan) = await RecordsOf().Versions.FindAsync(id, version, cancellationToken);
        return plan ?? throw new CliException(
            ExitCodes.No,
            head is null
                ? $"there is no event {id}, and no file of that name"
                : $"event {id} has no plan version {version ?? head.PlanVersion}; the latest is {head.PlanVersion}",
            head is null ? "see the open events with readiness status" : $"see readiness plan versions --event {id}");
    }

    /// <summary>How far each contingency of a stored plan can be relied on.</summary>
    public Task<IReadOnlyList<ContingencyStatus>> ContingenciesAsync(
        CompiledPlan plan,
        CancellationToken cancellationToken)
    {
        _session ??= AwsSession.Open(call.Settings, call.Around);
        return Drills.StatusAsync(_session.Store(call.Settings.RequiredTable), plan, cancellationToken);
    }

    public void Dispose() => _session?.Dispose();

    private Records RecordsOf()
    {
        _session ??= AwsSession.Open(call.Settings, call.Around);
        return _records ??= new Records(_session.Store(call.Settings.RequiredTable), call.Around.Time);
    }
}
