namespace ServerlessReadiness.Sdk.Tests.Faults;

/// <summary>The three wire forms that slices speak.</summary>
public enum Wire
{
    Query,
    Json,
    RestXml,
}
