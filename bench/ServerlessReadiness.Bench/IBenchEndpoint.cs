namespace ServerlessReadiness.Bench;

/// <summary>Where the functions' calls go.</summary>
internal interface IBenchEndpoint
{
    string Name { get; }

    Uri Uri { get; }

    /// <summary>Brings the group back to its base size, between two alarms and unmeasured.</summary>
    Task ResetAsync();
}
