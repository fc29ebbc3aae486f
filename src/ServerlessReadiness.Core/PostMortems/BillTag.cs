namespace ServerlessReadiness.Core.PostMortems;

/// <summary>A cost allocation tag that tells an event's costs from others.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">Its value.</param>
public sealed record BillTag(string Key, string Value)
{
    /// <summary>Of a text such as <c>event=black-friday-2026</c>; null for a text that is none.</summary>
    public static BillTag? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('=', 2) is [var key, var value] && key.Trim().Length > 0 && value.Trim().Length > 0
            ? new BillTag(key.Trim(), value.Trim())
            : null;
    }

    public override string ToString() => $"{Key}={Value}";
}
