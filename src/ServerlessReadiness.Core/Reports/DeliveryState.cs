namespace ServerlessReadiness.Core.Reports;

/// <summary>What became of a report for one recipient.</summary>
public enum DeliveryState
{
    /// <summary>Not sent yet; tried again.</summary>
    Pending = 0,

    Sent = 1,

    /// <summary>Refused for good, such as from an address that is not verified; nothing tries again.</summary>
    Refused = 2,
}
