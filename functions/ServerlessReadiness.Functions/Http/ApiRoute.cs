namespace ServerlessReadiness.Functions.Http;

/// <summary>One operation of the API.</summary>
/// <param name="Method">GET, POST or PUT.</param>
/// <param name="Template">The path as docs/openapi.yaml spells it; a segment in braces takes any value.</param>
/// <param name="Do">The work; gets the request and the values of the braces, in order.</param>
internal sealed record ApiRoute(
    string Method,
    string Template,
    Func<ApiRequest, IReadOnlyList<string>, CancellationToken, Task<ApiAnswer>> Do)
{
    private readonly string[] _segments = Template.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The values of the braces; null when the path is another.</summary>
    public IReadOnlyList<string>? Match(IReadOnlyList<string> path)
    {
        if (path.Count != _segments.Length)
        {
            return null;
        }

        var values = new List<string>();
        foreach (var (wanted, given) in _segments.Zip(path))
        {
            if (wanted[0] == '{')
            {
                values.Add(given);
            }
            else if (wanted != given)
            {
                return null;
            }
        }

        return values;
    }
}
