namespace ServerlessReadiness.Core.Shedding;


/// <summary>What a load balancer answers by itself.</summary>
/// <param name="Status">The HTTP status: 503 for a maintenance page.</param>
/// <param name="ContentType">text/plain, text/css, text/html, application/javascript or application/json.</param>
/// <param name="Body">At most 1,024 characters.</param>
public sealed record FixedPage(int Status, string ContentType, string Body)
{
    public const int BodyLengthMax = 1024;
}
