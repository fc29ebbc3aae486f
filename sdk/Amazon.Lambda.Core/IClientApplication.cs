namespace Amazon.Lambda.Core;

/// <summary>The client application that invoked through the AWS Mobile SDK.</summary>
public interface IClientApplication
{
    string AppPackageName { get; }

    string AppTitle { get; }

    string AppVersionCode { get; }

    string AppVersionName { get; }

    string InstallationId { get; }
}
