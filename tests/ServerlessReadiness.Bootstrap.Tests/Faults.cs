using ServerlessReadiness.Testing;

namespace ServerlessReadiness.Bootstrap.Tests;

/// <summary>Errors as the services word them.</summary>
internal static class Faults
{
    private const string Xml = "text/xml";

    public static ProxyRule.Answer Denied(string action) => new(action, 403, Xml, Query(
        "AccessDenied",
        $"User: arn:aws:sts::123456789012:assumed-role/readiness is not authorized to perform: autoscaling:{action}"));

    public static ProxyRule.Answer Throttled(string action, int times) =>
        new(action, 400, Xml, Query("Throttling", "Rate exceeded")) { Times = times };

    public static ProxyRule.Answer TableThrottled(string action) => new(
        action,
        400,
        "application/x-amz-json-1.0",
        """{"__type":"com.amazonaws.dynamodb.v20120810#ThrottlingException","message":"Rate is too high."}""");

    public static ProxyRule.Answer TableDenied(string action) => new(
        action,
        400,
        "application/x-amz-json-1.0",
        """
        {"__type":"com.amazon.coral.service#AccessDeniedException",
        "message":"User: arn:aws:sts::123456789012:assumed-role/x is not authorized to perform: dynamodb:PutItem"}
        """);

    private static string Query(string code, string message) => $"""
        <ErrorResponse xmlns="http://autoscaling.amazonaws.com/doc/2011-01-01/">
          <Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error>
          <RequestId>5a17c0de-0000-4000-8000-000000000001</RequestId>
        </ErrorResponse>
        """;
}
