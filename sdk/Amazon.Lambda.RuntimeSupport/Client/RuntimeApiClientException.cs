namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The Runtime API refused a call, or could not be reached (then the status code is 0).</summary>
public class RuntimeApiClientException : Exception
{
    public RuntimeApiClientException(
        string message,
        int statusCode,
        string response,
        IReadOnlyDictionary<string, IEnumerable<string>> headers,
        Exception innerException)
        : base(message, innerException)
    {
        StatusCode = statusCode;
        Response = response;
        Headers = headers;
    }

    public int StatusCode { get; private set; }

    public string Response { get; private set; }

    public IReadOnlyDictionary<string, IEnumerable<string>> Headers { get; private set; }
}
