using ServerlessReadiness.WebConsole;

namespace ServerlessReadiness.Functions.Http;

/// <summary>
/// The page's own files, for anybody: they hold nothing of an event. What the page shows it asks for with its viewer's
/// identity.
/// </summary>
internal sealed class ApiConsole(ConsoleSettings settings)
{
    private const string SettingsPath = "console.json";

    private readonly Lazy<ConsoleSite> _site = new(() => new ConsoleSite(settings.ConnectTo));

    /// <summary>The answer; null when the path is none of the page's.</summary>
    public ApiAnswer? Answer(ApiRequest request) => request switch
    {
        { Method: not "GET" } => null,
        { Path: [SettingsPath] } => new ApiAnswer(200, settings.ToJson()),
        { Path: [] or ["assets", ..] } => File("/" + string.Join('/', request.Path)),
        _ => null,
    };

    private ApiAnswer File(string path) => _site.Value.Find(path) is { } file
        ? new ApiAnswer(200, null) { Text = file.Text, Headers = file.Headers }
        : ApiProblem.NotFound(
            $"{path} is no file of this version of the page",
            "load the page anew: it may have been updated");
}
