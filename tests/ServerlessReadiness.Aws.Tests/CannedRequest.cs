namespace ServerlessReadiness.Aws.Tests;

/// <summary>A request as it arrived.</summary>
/// <param name="Action">The operation; of a REST service its method and its path as sent, escapes included.</param>
/// <param name="Form">The parameters of the query protocol; empty for JSON.</param>
/// <param name="Body">The body as text.</param>
/// <param name="Headers">The headers, by their names in any case.</param>
internal sealed record CannedRequest(
    string Action,
    IReadOnlyDictionary<string, string> Form,
    string Body,
    IReadOnlyDictionary<string, string> Headers);
