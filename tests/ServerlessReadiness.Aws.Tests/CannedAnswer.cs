namespace ServerlessReadiness.Aws.Tests;

/// <summary>An answer in the wire format of a service.</summary>
internal sealed record CannedAnswer(int Status, string Body, string ContentType, TimeSpan Delay = default)
{
    private const string Xml = "text/xml";
    private const string AmazonJson = "application/x-amz-json-1.1";

    /// <summary>The connection ends without an answer.</summary>
    public static CannedAnswer Abort { get; } = new(0, "", Xml);

    public bool IsAbort => Status == 0;

    /// <summary>The header in which REST services name an error.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The header in which Lambda says that the function itself failed.</summary>
    public string? FunctionError { get; init; }

    /// <summary>Lambda has taken an asynchronous invocation: no body.</summary>
    public static CannedAnswer Accepted { get; } = new(202, "", "application/json");

    /// <summary>Success of Auto Scaling, CloudWatch, SNS and STS.</summary>
    public static CannedAnswer Query(string action, string result = "") => new(
        200,
        $"<{action}Response><{action}Result>{result}</{action}Result>"
        + $"<ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></{action}Response>",
        Xml);

    /// <summary>Success of EC2.</summary>
    public static CannedAnswer Ec2(string action, string result) =>
        new(200, $"<{action}Response><requestId>r-1</requestId>{result}</{action}Response>", Xml);

    /// <summary>Success of Route 53.</summary>
    public static CannedAnswer RestXml(string body) => new(200, body, Xml);

    /// <summary>Success of Lambda and ARC.</summary>
    public static CannedAnswer RestJson(string body) => new(200, body, "application/json");

    public static CannedAnswer Json(string body) => new(200, body, AmazonJson);

    public static CannedAnswer QueryError(int status, string code, string message = "no") => new(
        status,
        $"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error>"
        + "<RequestId>r-1</RequestId></ErrorResponse>",
        Xml);

    public static CannedAnswer Ec2Error(int status, string code, string message = "no") => new(
        status,
        $"<Response><Errors><Error><Code>{code}</Code><Message>{message}</Message></Error></Errors>"
        + "<RequestID>r-1</RequestID></Response>",
        Xml);

    public static CannedAnswer RestError(int status, string code, string message = "no") =>
        new(status, $$"""{"Type":"User","Message":"{{message}}"}""", "application/json") { ErrorType = code };

    public static CannedAnswer JsonError(int status, string code, string message = "no") =>
        new(status, $$"""{"__type":"{{code}}","message":"{{message}}"}""", AmazonJson);
}
