using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Alarms;

namespace ServerlessReadiness.Application.Signals;

/// <summary>What the three spellings of an alarm message have in common, before anything is believed.</summary>
internal sealed record AlarmFields(SignalSource Source)
{
    /// <summary>CloudWatch's own bound; a longer reason is cut, because it is shown, not decided on.</summary>
    internal const int ReasonCharactersMax = 1023;
    internal const int ContributorCharactersMax = 1024;
    internal const int ChildrenMax = 200;

    public string? Arn { get; init; }

    public string? Region { get; init; }

    public string? Account { get; init; }

    public string? Name { get; init; }

    public string? State { get; init; }

    public string? ChangedAt { get; init; }

    public string? Reason { get; init; }

    public string? TreatMissingData { get; init; }

    public bool IsOfContributor { get; init; }

    public string? Contributor { get; init; }

    public bool IsComposite { get; init; }

    public bool IsSuppressed { get; init; }

    public AlarmMetrics Metrics { get; } = new();

    public List<AlarmId> Children { get; } = [];

    /// <summary>The transition, or null and the problem: what is wrong and what to do.</summary>
    public AlarmTransition? ToTransition(out string problem)
    {
        if (!TryIdentify(out var alarm, out problem)
            || !TryReadState(out var state, out problem)
            || !TryReadTime(out var changedAt, out problem)
            || !IsWithinBounds(out problem))
        {
            return null;
        }

        return new AlarmTransition(
            alarm,
            IsOfContributor ? Contributor : null,
            state,
            changedAt,
            Shorten(Reason ?? ""),
            MissingDataOf(TreatMissingData),
            Metrics.Metrics,
            Metrics.Dimensions,
            EquatableList.From(Children),
            IsComposite,
            IsSuppressed,
            Source);
    }

    private bool TryIdentify(out AlarmId alarm, out string problem)
    {
        problem = "";
        if (!string.IsNullOrEmpty(Arn))
        {
            problem = AlarmId.TryParse(Arn, out alarm)
                ? ""
                : $"its ARN {RawText.Quote(Arn)} names no CloudWatch alarm; {AlarmId.Rule}";
            return problem.Length == 0;
        }

        alarm = default;
        if (string.IsNullOrEmpty(Name) || string.IsNullOrEmpty(Account))
        {
            problem = "it has neither an alarm ARN nor an alarm name with an account; "
                + "send CloudWatch's message unchanged, without an input transformer";
            return false;
        }

        // An account with anything but digits could shift the parts of the ARN that is put together here.
        if (!Account.All(char.IsAsciiDigit)
            || !AlarmId.TryParse($"arn:{Partition(Region)}:cloudwatch:{Region}:{Account}:alarm:{Name}", out alarm))
        {
            problem = $"it has no alarm ARN, and region {RawText.Quote(Region)}, account {RawText.Quote(Account)} "
                + $"and name {RawText.Quote(Name)} do not make one; send CloudWatch's message unchanged";
            return false;
        }

        return true;
    }

    private bool TryReadState(out AlarmStateValue state, out string problem)
    {
        var (known, value) = State switch
        {
            "ALARM" => (true, AlarmStateValue.Alarm),
            "OK" => (true, AlarmStateValue.Ok),
            "INSUFFICIENT_DATA" => (true, AlarmStateValue.InsufficientData),
            _ => (false, default),
        };
        state = value;
        problem = known
            ? ""
            : $"its new state is {RawText.Quote(State)}; only OK, ALARM and INSUFFICIENT_DATA are known, "
                + "so look at the alarm in CloudWatch";
        return known;
    }

    private bool TryReadTime(out DateTimeOffset changedAt, out string problem)
    {
        // Without it nobody can say which of two transitions is the newer one, so no other instant stands in for it.
        problem = WireTime.TryParse(ChangedAt, out changedAt)
            ? ""
            : $"its time of change is {RawText.Quote(ChangedAt)}, not an instant such as 2026-08-26T03:46:29.897+0000; "
                + "send CloudWatch's message unchanged";
        return problem.Length == 0;
    }

    private bool IsWithinBounds(out string problem)
    {
        problem = "";
        if (IsOfContributor && Contributor is null)
        {
            // Taken for the whole alarm it would overwrite what is remembered of the alarm itself.
            problem = "it speaks of one contributor but does not say which; send CloudWatch's message unchanged";
        }
        else if (Contributor is { Length: > ContributorCharactersMax })
        {
            problem = $"its contributor id has {Contributor.Length} characters, more than {ContributorCharactersMax}; "
                + "CloudWatch sends none so long, so find out who sent this";
        }
        else if (Metrics.IsTooMany || Children.Count > ChildrenMax)
        {
            problem = $"it has more than {AlarmMetrics.MetricsMax} metrics, {AlarmMetrics.DimensionsMax} dimensions "
                + $"or {ChildrenMax} triggering children; CloudWatch allows none so large, so find out who sent this";
        }

        return problem.Length == 0;
    }

    private static string Shorten(string reason) =>
        reason.Length <= ReasonCharactersMax ? reason : RawText.Cut(reason, ReasonCharactersMax - 1) + "…";

    private static string Partition(string? region) => region switch
    {
        not null when region.StartsWith("cn-", StringComparison.Ordinal) => "aws-cn",
        not null when region.StartsWith("us-gov-", StringComparison.Ordinal) => "aws-us-gov",
        _ => "aws",
    };

    // Older messages hold a line of the e-mail: "- TreatMissingData:                    notBreaching".
    private static MissingData? MissingDataOf(string? text) =>
        text?[(text.LastIndexOf(':') + 1)..].Trim().ToLowerInvariant() switch
        {
            "missing" => MissingData.Missing,
            "notbreaching" or "nonbreaching" => MissingData.NotBreaching,
            "breaching" => MissingData.Breaching,
            "ignore" => MissingData.Ignore,
            _ => null,
        };
}
