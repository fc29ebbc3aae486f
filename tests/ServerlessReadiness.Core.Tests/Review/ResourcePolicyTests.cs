using ServerlessReadiness.Core.Review.Alarms;

namespace ServerlessReadiness.Core.Tests.Review;

/// <summary>Whether a topic's or a key's policy lets CloudWatch in: what cannot be judged is never called wrong.</summary>
public sealed class ResourcePolicyTests
{
    private const string Everything = """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}""";

    private static readonly PolicyCall Call = new(
        "cloudwatch.amazonaws.com",
        "sns:Publish",
        "arn:aws:sns:eu-west-1:123456789012:alarms",
        "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:cpu",
        "123456789012");

    [Theory]
    [InlineData("", PolicyAnswer.Silent)]
    [InlineData(null, PolicyAnswer.Silent)]
    [InlineData("{}", PolicyAnswer.Silent)]
    [InlineData("[]", PolicyAnswer.Silent)]
    [InlineData("{", PolicyAnswer.Unsure)]
    public void Without_a_readable_statement_nothing_is_let(string? policy, PolicyAnswer expected) =>
        Assert.Equal(expected, ResourcePolicy.Judge(policy, Call));

    [Theory]
    [InlineData("\"*\"", PolicyAnswer.Lets)]
    [InlineData("{\"Service\":\"cloudwatch.amazonaws.com\"}", PolicyAnswer.Lets)]
    [InlineData("{\"Service\":[\"events.amazonaws.com\",\"cloudwatch.amazonaws.com\"]}", PolicyAnswer.Lets)]
    [InlineData("{\"Service\":\"*\"}", PolicyAnswer.Lets)]
    [InlineData("{\"AWS\":\"*\"}", PolicyAnswer.Lets)]
    [InlineData("{\"Service\":\"events.amazonaws.com\"}", PolicyAnswer.Silent)]
    [InlineData("{\"AWS\":\"arn:aws:iam::123456789012:root\"}", PolicyAnswer.Silent)]
    [InlineData("\"cloudwatch.amazonaws.com\"", PolicyAnswer.Silent)]
    public void A_service_is_named_as_a_service_or_as_everybody(string principal, PolicyAnswer expected) =>
        Assert.Equal(expected, Judge($$"""{"Effect":"Allow","Principal":{{principal}},"Action":"sns:Publish","Resource":"*"}"""));

    [Theory]
    [InlineData("\"NotPrincipal\":{\"Service\":\"events.amazonaws.com\"}", PolicyAnswer.Denies)]
    [InlineData("\"NotPrincipal\":{\"Service\":\"cloudwatch.amazonaws.com\"}", PolicyAnswer.Lets)]
    public void A_denial_of_all_but_one_spares_that_one(string principal, PolicyAnswer expected) =>
        Assert.Equal(expected, Judge(Everything, "{\"Effect\":\"Deny\"," + principal + ",\"Action\":\"*\",\"Resource\":\"*\"}"));

    [Theory]
    [InlineData("\"Action\":\"SNS:publish\"", PolicyAnswer.Lets)]
    [InlineData("\"Action\":[\"sns:Subscribe\",\"sns:Pub*\"]", PolicyAnswer.Lets)]
    [InlineData("\"Action\":\"sns:Subscribe\"", PolicyAnswer.Silent)]
    [InlineData("\"NotAction\":\"sns:Subscribe\"", PolicyAnswer.Lets)]
    [InlineData("\"NotAction\":[\"sns:Subscribe\",\"sns:*\"]", PolicyAnswer.Silent)]
    [InlineData("\"Action\":\"sns:*\",\"Resource\":\"arn:aws:sns:*:123456789012:alarms\"", PolicyAnswer.Lets)]
    [InlineData("\"Action\":\"sns:*\",\"Resource\":\"arn:aws:sns:*:123456789012:pages\"", PolicyAnswer.Silent)]
    [InlineData("\"Action\":\"sns:*\",\"NotResource\":\"*:alarms\"", PolicyAnswer.Silent)]
    [InlineData("\"Action\":\"sns:*\",\"NotResource\":\"*:pages\"", PolicyAnswer.Lets)]
    public void Action_and_resource_are_named_by_patterns_or_by_exception(string what, PolicyAnswer expected) =>
        Assert.Equal(expected, Judge("{\"Effect\":\"Allow\",\"Principal\":\"*\"," + what + "}"));

    [Theory]
    [InlineData("""{"StringEquals":{"aws:SourceAccount":"123456789012"}}""", PolicyAnswer.Lets)]
    [InlineData("""{"StringEquals":{"AWS:SourceOwner":["1","123456789012"]}}""", PolicyAnswer.Lets)]
    [InlineData("""{"StringEquals":{"aws:SourceAccount":"210987654321"}}""", PolicyAnswer.Silent)]
    [InlineData("""{"StringEqualsIfExists":{"aws:SourceAccount":"210987654321"}}""", PolicyAnswer.Silent)]
    [InlineData("""{"StringNotEquals":{"aws:SourceAccount":"210987654321"}}""", PolicyAnswer.Lets)]
    [InlineData("""{"ArnLike":{"aws:SourceArn":"arn:aws:cloudwatch:*:123456789012:alarm:*"}}""", PolicyAnswer.Lets)]
    [InlineData("""{"ArnLike":{"aws:SourceArn":"arn:aws:cloudwatch:us-*:123456789012:alarm:*"}}""", PolicyAnswer.Silent)]
    [InlineData("""{"ArnNotLike":{"aws:SourceArn":"arn:aws:cloudwatch:*:123456789012:alarm:c*"}}""", PolicyAnswer.Silent)]
    [InlineData("""{"Bool":{"aws:SecureTransport":"false"}}""", PolicyAnswer.Silent)]
    [InlineData("""{"StringEquals":{"aws:PrincipalArn":"arn:aws:iam::123456789012:role/a"}}""", PolicyAnswer.Silent)]
    [InlineData("""{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}""", PolicyAnswer.Unsure)]
    [InlineData("""{"IpAddress":{"aws:SourceArn":"10.0.0.0/8"}}""", PolicyAnswer.Unsure)]
    [InlineData("""{"StringEquals":{"aws:PrincipalOrgID":"o-1","aws:SourceAccount":"2"}}""", PolicyAnswer.Silent)]
    public void Conditions_must_all_hold_and_one_that_nobody_knows_leaves_doubt(string condition, PolicyAnswer expected) =>
        Assert.Equal(
            expected,
            Judge($$"""{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{{condition}}}"""));

    [Theory]
    [InlineData("""{"StringEquals":{"aws:SourceAccount":"123456789012"}}""", PolicyAnswer.Denies)]
    [InlineData("""{"StringEquals":{"aws:SourceAccount":"210987654321"}}""", PolicyAnswer.Lets)]
    [InlineData("""{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}""", PolicyAnswer.Unsure)]
    public void A_denial_beats_a_permission_and_one_that_may_apply_leaves_doubt(string condition, PolicyAnswer expected)
    {
        var denial = $$"""{"Effect":"Deny","Principal":"*","Action":"sns:*","Resource":"*","Condition":{{condition}}}""";
        Assert.Equal(expected, Judge(Everything, denial));
        Assert.Equal(expected, Judge(denial, Everything));
    }

    [Fact]
    public void A_permission_without_doubt_outweighs_one_with()
    {
        const string Doubtful =
            """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o"}}}""";
        Assert.Equal(PolicyAnswer.Lets, Judge(Doubtful, Everything));
        Assert.Equal(PolicyAnswer.Unsure, Judge(Doubtful));
    }

    private static PolicyAnswer Judge(params string[] statements) =>
        ResourcePolicy.Judge($$"""{"Statement":[{{string.Join(',', statements)}}]}""", Call);
}
