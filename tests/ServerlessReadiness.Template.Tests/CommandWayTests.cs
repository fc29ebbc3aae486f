using ServerlessReadiness.Template.Tests.Support;

namespace ServerlessReadiness.Template.Tests;

/// <summary>The two ways by which commands come: a topic, and an HTTP API.</summary>
public sealed class CommandWayTests(StackFixture fixture)
{
    [Fact]
    public async Task Commands_come_by_a_topic_of_their_own_with_dead_letters()
    {
        var stack = await fixture.StackAsync();
        var subscription = Assert.Single(
            stack.OfType("AWS::SNS::Subscription").Values.Select(s => s.At("Properties")),
            s => s.At("TopicArn").Target() == "OperatorCommandsTopic");
        Assert.Equal("OperatorCommands", subscription.At("Endpoint").Target());
        Assert.Equal(
            "OperatorCommandsDeliveryDeadLetters",
            subscription.At("RedrivePolicy", "deadLetterTargetArn").Target());
    }

    [Fact]
    public async Task Only_named_publishers_command_by_SNS_whatever_their_own_policies_say()
    {
        var stack = await fixture.StackAsync();
        var statements = stack.ResourceStatements("AWS::SNS::TopicPolicy", "Topics", "OperatorCommandsTopic");
        Assert.DoesNotContain(statements, s => s.Allows);
        var deny = Assert.Single(statements, s => s.Condition.At("ArnNotLike").Exists());
        Assert.Equal(("Deny", "*"), (deny.Json.Text("Effect"), deny.Json.Text("Principal")));
        var named = deny.Condition.At("ArnNotLike", "aws:PrincipalArn", "Fn::If");
        Assert.Equal("CommandPublisherArns", named[1].Text("Ref"));

        // Without a publisher the list must not be empty: a condition without values denies nobody.
        Assert.Contains("nobody", named[2].ToString(), StringComparison.Ordinal);
    }

    /// <summary>What a browser fetches before anybody has signed in; nothing of an event is behind these.</summary>
    private static readonly string[] OfThePage = ["GET /", "GET /assets/{digest}/{file}", "GET /console.json"];

    [Fact]
    public async Task Nobody_reaches_the_API_without_an_identity_except_for_the_page_itself()
    {
        var stack = await fixture.StackAsync();
        var routes = stack.OfType("AWS::ApiGatewayV2::Route").ToDictionary(r => r.Key, r => r.Value.At("Properties"));
        var open = routes.Values.Where(r => r.Text("AuthorizationType") is not ("AWS_IAM" or "JWT")).ToArray();
        Assert.Equal(OfThePage, open.Select(r => r.Text("RouteKey")).Order(StringComparer.Ordinal));
        Assert.All(open, r => Assert.Equal("NONE", r.Text("AuthorizationType")));
        Assert.All(routes.Values, r => Assert.Equal(
            "integrations/${HttpApiIntegration}", r.Text("Target", "Fn::Sub")));
        Assert.Equal(("$default", "AWS_IAM"), Kind(routes["HttpApiRoute"]));
        Assert.Equal(("ANY /jwt/{proxy+}", "JWT"), Kind(routes["HttpApiTokenRoute"]));
        Assert.Equal("HasJwt", stack.Translated.Text("Resources", "HttpApiTokenRoute", "Condition"));
        var authorizer = stack.Properties("HttpApiTokens").At("JwtConfiguration");
        Assert.Equal(("JwtIssuer", "JwtAudience"), (authorizer.At("Issuer").Target(), authorizer.At("Audience").Target()));

        static (string, string) Kind(System.Text.Json.JsonElement route) =>
            (route.Text("RouteKey"), route.Text("AuthorizationType"));
    }

    [Fact]
    public async Task The_page_signs_in_only_where_there_is_an_issuer()
    {
        var source = (await fixture.StackAsync()).Source;
        Assert.Equal(("ConsoleClientId", "JwtIssuer"), Rule("SignInHasAnIssuer"));
        Assert.Equal(("ConsoleTokenOrigin", "ConsoleClientId"), Rule("TokenOriginHasAClient"));
        Assert.EndsWith("/", source.Text("Outputs", "WarRoomUrl", "Value", "Fn::Sub"), StringComparison.Ordinal);

        (string If, string Then) Rule(string name)
        {
            var rule = source.At("Rules", name);
            return (Given(rule.At("RuleCondition")), Given(Assert.Single(rule.At("Assertions").OneOrMore()).At("Assert")));
        }

        static string Given(System.Text.Json.JsonElement not)
        {
            var equals = not.At("Fn::Not").OneOrMore().Single().At("Fn::Equals").OneOrMore();
            Assert.Equal("", equals[1].GetString());
            return equals[0].Text("Ref");
        }
    }

    [Fact]
    public async Task The_API_is_throttled_and_its_access_log_holds_neither_body_nor_token()
    {
        var stack = await fixture.StackAsync();
        var stage = stack.Properties("HttpApiStage");
        Assert.Equal("ApiRateLimit", stage.At("DefaultRouteSettings", "ThrottlingRateLimit").Target());
        Assert.Equal("ApiBurstLimit", stage.At("DefaultRouteSettings", "ThrottlingBurstLimit").Target());
        var format = stage.Text("AccessLogSettings", "Format");
        using var line = System.Text.Json.JsonDocument.Parse(format);
        Assert.True(line.RootElement.GetProperty("caller").GetString() == "$context.identity.userArn");
        Assert.DoesNotContain("authorization", format, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("body", format, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task API_Gateway_alone_invokes_Api_and_waits_longer_than_it_works()
    {
        var stack = await fixture.StackAsync();
        var permission = Assert.Single(
            stack.OfType("AWS::Lambda::Permission").Values.Select(p => p.At("Properties")),
            p => p.At("FunctionName").Target() == "Api");
        Assert.Equal("apigateway.amazonaws.com", permission.Text("Principal"));
        Assert.Contains("${HttpApi}/*", permission.Text("SourceArn", "Fn::Sub"), StringComparison.Ordinal);
        var waits = stack.Properties("HttpApiIntegration").At("TimeoutInMillis").GetInt32();
        Assert.True(stack.Functions["Api"].At("Timeout").GetInt32() * 1000 < waits);
    }
}
