using System.Globalization;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Aws.Sandbox;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Traffic;

namespace ServerlessReadiness.Cli.Selftest;

/// <summary>What experiments work with: the sandbox, the adapters, a bounded wait, and what to put back.</summary>
internal sealed class Lab(
    World world,
    IAlarmMaker alarmMaker,
    SandboxCalls calls,
    SandboxNames names,
    Location location,
    bool isImitation,
    TimeProvider time)
{
    /// <summary>An imitation answers at once or never, so nobody waits for it as for AWS.</summary>
    private static readonly TimeSpan ImitationPatience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ImitationLookInterval = TimeSpan.FromMilliseconds(200);

    private readonly Stack<(string What, Func<CancellationToken, Task> Undo)> _undos = [];

    public World World => world;

    public IAlarmMaker AlarmMaker => alarmMaker;

    public SandboxCalls Calls => calls;

    public SandboxNames Names => names;

    public Location Location => location;

    public bool IsImitation => isImitation;

    public TimeProvider Time => time;

    public DateTimeOffset Now => time.GetUtcNow();

    public Resource.AutoScalingGroup Group => new(location.Account, location.Region, names.Group);

    public Resource.DnsRecords Records =>
        new(location.Account, location.Region, names.Zone, names.Records, "A", DnsPolicy.Weighted);

    public Resource.Setting Settings =>
        new(location.Account, location.Region, SettingService.SsmParameters, names.Settings);

    public Resource.Listener Listener => new(location.Account, location.Region, names.Listener!);

    public AlarmId Alarm => AlarmId.Of(location.Region, location.Account, names.Alarm);

    /// <summary>Before a change: how it is taken back, whatever becomes of the experiment.</summary>
    /// <param name="what">What is put back, as the end of "could not put back …".</param>
    /// <param name="undo">Does it.</param>
    public void PutsBack(string what, Func<CancellationToken, Task> undo) => _undos.Push((what, undo));

    /// <summary>Puts back what was registered, newest first.</summary>
    /// <returns>What could not be put back, one sentence each.</returns>
    public async Task<IReadOnlyList<string>> PutBackAsync(CancellationToken cancellationToken)
    {
        var left = new List<string>();
        while (_undos.TryPop(out var next))
        {
            try
            {
                await next.Undo(cancellationToken);
            }
            catch (PortException trouble)
            {
                left.Add($"could not put back {next.What}: {trouble.Message}");
            }
            catch (OperationCanceledException)
            {
                left.Add($"could not put back {next.What} in time");
            }
        }

        return left;
    }

    /// <summary>Looks until it is so, or the time is over.</summary>
    /// <returns>What was seen last, whether it was so, and after how long.</returns>
    public async Task<(T Last, bool IsSo, TimeSpan After)> UntilAsync<T>(
        Func<Task<T>> look,
        Func<T, bool> isSo,
        TimeSpan bound,
        CancellationToken stop)
    {
        var start = time.GetTimestamp();
        var patience = isImitation && bound > ImitationPatience ? ImitationPatience : bound;
        while (true)
        {
            var last = await look();
            var after = time.GetElapsedTime(start);
            if (isSo(last) || after >= patience)
            {
                return (last, isSo(last), after);
            }

            await Task.Delay(isImitation ? ImitationLookInterval : LookInterval, time, stop);
        }
    }

    /// <summary>For what should have happened by now. An imitation may simply not do such things.</summary>
    public Outcome Late(string words) => isImitation
        ? Outcome.Unverified($"{words}; the imitation may not do this at all")
        : Outcome.Contradicted(words);

    /// <summary>The words of a refusal; null when what was asked for was done.</summary>
    /// <exception cref="PortException">It failed otherwise, so nobody knows what AWS thinks of it.</exception>
    public static async Task<string?> RefusalAsync(Func<Task> ask)
    {
        try
        {
            await ask();
            return null;
        }
        catch (PortException refused) when (refused.Failure is PortFailure.Refused or PortFailure.NotFound)
        {
            return refused.Message;
        }
    }

    public static string Seconds(TimeSpan span) =>
        string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s");
}
