namespace ServerlessReadiness.Core.Review.Views;

/// <summary>The ways on which an alarm comes to our AlarmResponder.</summary>
/// <param name="TopicArn">Our alarm topic; null when nobody said which it is.</param>
/// <param name="ResponderArn">Our AlarmResponder function; null when nobody said which it is.</param>
/// <param name="NamePrefix">Alarms of the topic's account and region whose names begin so come by EventBridge.</param>
public sealed record AlarmRoutes(string? TopicArn, string? ResponderArn, string? NamePrefix)
{
    private const int FunctionParts = 7;

    public static readonly AlarmRoutes None = new(null, null, null);

    public bool IsKnown => TopicArn is not null || ResponderArn is not null;

    /// <summary>Whether an ARN is our AlarmResponder, or a version or alias of it.</summary>
    public bool IsResponder(string arn) =>
        ResponderArn is { } ours && Unqualified(arn) == Unqualified(ours);

    /// <summary>Whether a rule of EventBridge hands the alarm over, whatever its actions are.</summary>
    public bool TakesByName(Core.Alarms.AlarmId alarm) =>
        NamePrefix is { Length: > 0 } prefix
        && alarm.Name.StartsWith(prefix, StringComparison.Ordinal)
        && (TopicArn ?? ResponderArn)?.Split(':') is [_, _, _, var region, var account, ..]
        && region == alarm.Region && account == alarm.Account;

    private static string Unqualified(string arn) => string.Join(':', arn.Split(':').Take(FunctionParts));
}
