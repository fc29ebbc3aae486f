namespace ServerlessReadiness.Sdk.Tests.Comparison;

/// <summary>
/// One thing that source code can rely on: <c>Amazon.SQS.Model.Message</c>, <c>Body : System.String</c>.
/// </summary>
internal sealed record ApiFact(ApiKind Kind, string Type, string Text)
{
    public override string ToString() => $"{Kind} {Type} {Text}";
}
