using Amazon.Lambda.Core;

namespace Amazon.Lambda.TestUtilities;

/// <summary>A client application whose every value a test sets itself.</summary>
public class TestClientApplication : IClientApplication
{
    public string AppPackageName { get; set; }

    public string AppTitle { get; set; }

    public string AppVersionCode { get; set; }

    public string AppVersionName { get; set; }

    public string InstallationId { get; set; }
}
