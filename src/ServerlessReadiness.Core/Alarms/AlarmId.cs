using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace ServerlessReadiness.Core.Alarms;

/// <summary>
/// An alarm's ARN, <c>arn:aws:cloudwatch:REGION:ACCOUNT:alarm:NAME</c>. The name may hold colons, spaces and
/// non-ASCII. The ARN, not the message's display name of the region, says where the alarm lives.
/// </summary>
[JsonConverter(typeof(TextIdConverter<AlarmId>))]
public readonly record struct AlarmId : ITextId<AlarmId>
{
    private const int PartCount = 7;
    private const int LengthMax = 1600;

    private AlarmId(string value) => Value = value;

    public static string Rule => "use an alarm's ARN, arn:aws:cloudwatch:REGION:ACCOUNT:alarm:NAME";

    public string Value { get; }

    public string Region => Part(3);

    public string Account => Part(4);

    public string Name => Part(6);

    public static AlarmId Parse(string text) => TextId.Parse<AlarmId>(text);

    /// <summary>Names an alarm whose message is so old that it carries no ARN.</summary>
    public static AlarmId Of(string region, string account, string name) =>
        Parse($"arn:aws:cloudwatch:{region}:{account}:alarm:{name}");

    public static bool TryParse([NotNullWhen(true)] string? text, out AlarmId id)
    {
        id = default;
        if (text is null || text.Length > LengthMax)
        {
            return false;
        }

        var parts = text.Split(':', PartCount);
        var valid = parts.Length == PartCount
            && parts[0] == "arn" && parts[1].StartsWith("aws", StringComparison.Ordinal) && parts[2] == "cloudwatch"
            && parts[3].Length > 0 && parts[4].Length > 0 && parts[5] == "alarm" && parts[6].Length > 0;
        id = valid ? new AlarmId(text) : default;
        return valid;
    }

    public override string ToString() => Value;

    private string Part(int index) => Value.Split(':', PartCount)[index];
}
