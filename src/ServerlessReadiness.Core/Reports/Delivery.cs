using ServerlessReadiness.Core.Languages;

namespace ServerlessReadiness.Core.Reports;

/// <summary>A report for one recipient.</summary>
/// <param name="To">A mail address; null for the leadership topic.</param>
/// <param name="Name">Who that is, for people.</param>
/// <param name="Language">In which language.</param>
/// <param name="State">What became of it.</param>
/// <param name="At">When that was; null while nothing was tried.</param>
/// <param name="Reason">Why it was not sent; null when it was, or was not tried.</param>
public sealed record Delivery(
    string? To,
    string Name,
    Language Language,
    DeliveryState State,
    DateTimeOffset? At,
    string? Reason)
{
    public static Delivery Open(string? to, string name, Language language) =>
        new(to, name, language, DeliveryState.Pending, null, null);
}
