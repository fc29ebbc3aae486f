namespace ServerlessReadiness.Aws.Tests;

/// <summary>A request as it arrived.</summary>
/// <param name="Action">The operation.</param>
/// <param name="Form">The parameters of the query protocol; empty for JSON.</param>
/// <param name="Body">The body as text.</param>
internal sealed record CannedRequest(string Action, IReadOnlyDictionary<string, string> Form, string Body);
