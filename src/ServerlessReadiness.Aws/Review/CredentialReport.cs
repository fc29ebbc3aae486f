using System.Globalization;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Aws.Review;

/// <summary>An account's credential report: comma-separated lines under a line of names. No value holds a comma.</summary>
internal static class CredentialReport
{
    private static readonly EquatableList<int> Keys = [1, 2];

    /// <exception cref="PortException">Refused: the report has not the columns that are needed.</exception>
    public static EquatableList<CredentialView> Read(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var columns = lines.FirstOrDefault("").Split(',')
            .Select((name, index) => (name, index))
            .DistinctBy(c => c.name)
            .ToDictionary(c => c.name, c => c.index, StringComparer.Ordinal);
        return EquatableList.From(lines.Skip(1).Select(l => ToView(columns, l.Split(','))));
    }

    private static CredentialView ToView(Dictionary<string, int> columns, string[] values)
    {
        string Value(string column) => columns.TryGetValue(column, out var index) && index < values.Length
            ? values[index]
            : throw new PortException(
                PortFailure.Refused,
                $"The credential report has no column {column}; it may have a new form. Attest the item.");

        return new CredentialView(
            Value("user"),
            IsTrue(Value("password_enabled")),
            Time(Value("password_last_changed")),
            Time(Value("password_last_used")),
            IsTrue(Value("mfa_active")),
            EquatableList.From(Keys
                .Where(n => IsTrue(Value($"access_key_{n}_active")))
                .Select(n => new AccessKeyView(n, Time(Value($"access_key_{n}_last_rotated"))))));
    }

    private static bool IsTrue(string value) => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    // N/A, no_information and not_supported are no times.
    private static DateTimeOffset? Time(string value) => DateTimeOffset.TryParse(
        value,
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
        out var time) ? time : null;
}
