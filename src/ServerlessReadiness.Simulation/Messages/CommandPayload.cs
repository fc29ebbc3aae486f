using ServerlessReadiness.Application.Operators;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Messages;

/// <summary>A person's command, as API Gateway and SNS bring it.</summary>
internal static class CommandPayload
{
    /// <param name="request">The command.</param>
    /// <param name="member">Who gives it: an ARN comes signed, anything else with a token.</param>
    public static byte[] Http(OperatorRequest request, string member)
    {
        var isSigned = member.StartsWith("arn:", StringComparison.Ordinal);
        var path = $"{(isSigned ? "" : "/jwt")}/events/{request.Event}/commands";
        return AlarmPayload.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("version", "2.0");
            json.WriteString("rawPath", path);
            json.WriteStartObject("headers");
            json.WriteString("content-type", "application/json");
            json.WriteString("idempotency-key", request.Id.Value);
            json.WriteEndObject();
            json.WriteStartObject("requestContext");
            json.WriteStartObject("authorizer");
            if (isSigned)
            {
                json.WriteStartObject("iam");
                json.WriteString("userArn", member);
                json.WriteEndObject();
            }
            else
            {
                json.WriteStartObject("jwt");
                json.WriteStartObject("claims");
                json.WriteString("sub", member);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteStartObject("http");
            json.WriteString("method", "POST");
            json.WriteString("path", path);
            json.WriteEndObject();
            json.WriteString("requestId", request.Id.Value);
            json.WriteNumber("timeEpoch", Instant.Ms(request.IssuedAt));
            json.WriteEndObject();
            json.WriteString("body", CommandReader.Write(request));
            json.WriteBoolean("isBase64Encoded", false);
            json.WriteEndObject();
        });
    }

    public static byte[] Sns(OperatorRequest request, string account, string region, string messageId, long sentMs) =>
        AlarmPayload.Envelope(
            $"arn:aws:sns:{region}:{account}:readiness-commands",
            request.Command.Name,
            CommandReader.Write(request),
            messageId,
            sentMs);
}
