using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Review.Dashboard;
using ServerlessReadiness.Template.Tests.Support;

namespace ServerlessReadiness.Template.Tests;

/// <summary>What the readiness review is allowed: to read, and to write down what it found.</summary>
public sealed partial class PermissionTests
{
    /// <summary>IAM's limit for a managed policy, blanks not counted.</summary>
    private const int PolicySizeMax = 6144;

    private static readonly string[] ReviewActions =
    [
        .. AdapterOperations.Actions(Purpose.Review).Union(AdapterOperations.ReadThroughOthers.Values),
    ];

    [Fact]
    public async Task Reviewer_may_do_what_its_sources_call_and_no_more()
    {
        var stack = await fixture.StackAsync();
        var expected = Platform
            .Concat(AdapterOperations.Actions(Purpose.State, Purpose.Dashboard, Purpose.OtherAccounts))
            .Concat(ReviewActions);
        Assert.Equal(Sorted(expected), Granted(stack, "Reviewer"));
    }

    [Fact]
    public async Task Nobody_else_gets_what_only_the_review_reads()
    {
        var stack = await fixture.StackAsync();
        var own = AdapterOperations.Actions(Purpose.Review, Purpose.Dashboard)
            .Except(AdapterOperations.Actions(Purpose.Read))
            .ToArray();
        Assert.Contains("iam:GetCredentialReport", own);
        Assert.All(stack.Functions.Keys.Except(["Reviewer"]), f => Assert.Empty(own.Intersect(Granted(stack, f))));
    }

    [Fact]
    public async Task Reviewer_can_change_nothing_but_our_own_table_and_the_events_dashboard()
    {
        var stack = await fixture.StackAsync();
        var statements = stack.Allowed("ReviewerRole");
        var changing = statements
            .Where(s => s.Actions.Any(a => !Reading().IsMatch(a) && !Platform.Contains(a)))
            .ToArray();
        Assert.Equal(["Dashboard", "Documents", "Roles"], Sorted(changing.Select(s => s.Sid)));
        Assert.Equal("Table", Assert.Single(changing.Single(s => s.Sid == "Documents").Resources).Target());
        Assert.Equal("AssumableRoleArns", Assert.Single(changing.Single(s => s.Sid == "Roles").Resources).Text("Ref"));
        var dashboard = Assert.Single(changing.Single(s => s.Sid == "Dashboard").Resources).Text("Fn::Sub");
        Assert.Equal("arn:${AWS::Partition}:cloudwatch::${AWS::AccountId}:dashboard/readiness-*", dashboard);

        // The adapter's own name of a dashboard is one that the role may write.
        var name = NocDashboard.NameOf(EventId.Parse("black-friday"));
        Assert.StartsWith(dashboard.Split('/')[1].TrimEnd('*'), name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_review_reads_in_the_managed_regions_and_ours_where_it_is()
    {
        var stack = await fixture.StackAsync();
        var statements = stack.Allowed("ReviewerRole");
        Assert.Equal(
            ["Administrators", "Credentials", "Distributions", "Records"],
            Sorted(statements.Where(s => s.Holder == "ReviewPolicy" && !IsInManagedRegion(s)).Select(s => s.Sid)));
        Assert.Equal(
            ["AdministratorAccess", "IAMFullAccess"],
            statements.Single(s => s.Sid == "Administrators").Resources.Select(r => r.Text("Fn::Sub").Split('/')[1]));

        // The stack's region need not be one of the managed ones.
        Assert.Equal(
            ["AlarmTopic", "NotificationsTopic"],
            statements.Single(s => s.Sid == "OurTopics").Resources.Select(r => r.Target()));
        Assert.Equal("MessageKey", Assert.Single(statements.Single(s => s.Sid == "OurKey").Resources).Target());
        Assert.All(statements.Where(s => s.Sid.StartsWith("Our", StringComparison.Ordinal)), s =>
            Assert.False(s.Condition.Exists(), s.ToString()));
    }

    [Fact]
    public void The_guide_lists_what_the_review_needs_in_another_account()
    {
        var guide = Repository.Text("docs", "OPERATING.md");
        var section = guide[guide.IndexOf("## The readiness review", StringComparison.Ordinal)..];
        const string Start = "```json";
        var policy = section[(section.IndexOf(Start, StringComparison.Ordinal) + Start.Length)..];
        using var document = JsonDocument.Parse(policy[..policy.IndexOf("```", StringComparison.Ordinal)]);
        var allows = Assert.Single(Stack.Statements("guide", default, document.RootElement));
        Assert.True(allows.Allows);
        Assert.Equal(Sorted(ReviewActions.Distinct()), Sorted(allows.Actions));
    }

    [Fact]
    public void Every_adapter_that_the_review_reads_through_is_in_its_table()
    {
        var sources = Repository.Sources("src", "ServerlessReadiness.Aws", "Review").ToArray();
        var words = sources
            .SelectMany(file => Word().Matches(File.ReadAllText(file)).Select(m => m.Value))
            .ToHashSet();
        var ofReview = sources.Select(Path.GetFileNameWithoutExtension).ToHashSet();
        Assert.Equal(
            AdapterOperations.Rights.Keys.Select(k => k.Split('.')[0])
                .Where(adapter => words.Contains(adapter) && !ofReview.Contains(adapter))
                .Distinct()
                .Order(StringComparer.Ordinal),
            AdapterOperations.ReadThroughOthers.Keys
                .Select(k => k.Split('.')[0])
                .Distinct()
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_managed_policy_fits_with_a_dozen_regions()
    {
        var stack = await fixture.StackAsync();
        var policies = stack.OfType("AWS::IAM::ManagedPolicy");
        Assert.Contains("ReviewPolicy", policies.Keys);
        Assert.All(policies, p =>
        {
            var size = Filled(p.Value.At("Properties", "PolicyDocument"))!.ToJsonString().Length;
            Assert.True(size <= PolicySizeMax, $"{p.Key} has {size} characters");
        });
    }

    /// <summary>As IAM counts it: names as long as ours get, twelve regions, one entry in each list of ARNs.</summary>
    private static JsonNode? Filled(JsonElement json)
    {
        const string Arn =
            "arn:aws:sns:ap-northeast-2:123456789012:serverless-readiness-prod-NotificationsTopic-ABCDEFGHIJKL";
        return json.ValueKind switch
        {
            JsonValueKind.Object when json.At("Fn::If") is { ValueKind: JsonValueKind.Array } choice =>
                Filled(choice[1]),
            JsonValueKind.Object when json.Text("Ref") == "ManagedRegions" =>
                new JsonArray([.. Enumerable.Range(1, 12).Select(i => JsonValue.Create($"ap-southeast-{i}"))]),
            JsonValueKind.Object when json.Text("Fn::Sub") is { Length: > 0 } text => JsonValue.Create(text
                .Replace("${AWS::Partition}", "aws-us-gov", StringComparison.Ordinal)
                .Replace("${AWS::AccountId}", "123456789012", StringComparison.Ordinal)
                .Replace("${Table.Arn}", Arn, StringComparison.Ordinal)),
            JsonValueKind.Object when json.Target() is { Length: > 0 } => JsonValue.Create(Arn),
            JsonValueKind.Object =>
                new JsonObject(json.EnumerateObject().Select(m => KeyValuePair.Create(m.Name, Filled(m.Value)))),
            JsonValueKind.Array => new JsonArray([.. json.EnumerateArray().Select(Filled)]),
            _ => JsonNode.Parse(json.GetRawText()),
        };
    }

    /// <summary>What only reads, by its name. GenerateCredentialReport is such, as IAM's own list of actions has it.
    /// </summary>
    [GeneratedRegex(
        @"^[a-z0-9-]+:((Describe|Get|List)\w+|BatchGetItem|Query|GenerateCredentialReport)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reading();

    [GeneratedRegex(@"\b[A-Z]\w+\b", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Word();
}
