using System.Text.Json;

using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The application part of a client context.</summary>
internal sealed class CognitoClientApplication : IClientApplication
{
    public string AppPackageName { get; private init; }

    public string AppTitle { get; private init; }

    public string AppVersionCode { get; private init; }

    public string AppVersionName { get; private init; }

    public string InstallationId { get; private init; }

    public static CognitoClientApplication From(JsonElement client) => new()
    {
        AppPackageName = CognitoClientContext.Text(client, "app_package_name"),
        AppTitle = CognitoClientContext.Text(client, "app_title"),
        AppVersionCode = CognitoClientContext.Text(client, "app_version_code"),
        AppVersionName = CognitoClientContext.Text(client, "app_version_name"),
        InstallationId = CognitoClientContext.Text(client, "installation_id"),
    };
}
