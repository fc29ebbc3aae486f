using System.Text.Json;

namespace ServerlessReadiness.Template.Tests.Support;

/// <summary>The template as CloudFormation gets it.</summary>
internal sealed class Stack(JsonElement json)
{
    /// <summary>template.yaml as written.</summary>
    public JsonElement Source => json.At("source");

    /// <summary>After SAM's translator.</summary>
    public JsonElement Translated => json.At("translated");

    public JsonElement SamConfig => json.At("samconfig");

    /// <summary>What is deployed by itself, by file name: the templates of other accounts.</summary>
    public IReadOnlyDictionary<string, JsonElement> Templates =>
        json.At("templates").EnumerateObject().ToDictionary(t => t.Name, t => t.Value);

    /// <summary>The role and policies of another account, read as those of this one.</summary>
    public Stack MemberAccount => new(JsonSerializer.SerializeToElement(new Dictionary<string, JsonElement>
    {
        ["source"] = Templates["member-account.yaml"],
        ["translated"] = Templates["member-account.yaml"],
    }));

    public IReadOnlyDictionary<string, JsonElement> OfType(string type) => Translated.At("Resources")
        .EnumerateObject()
        .Where(resource => resource.Value.Text("Type") == type)
        .ToDictionary(resource => resource.Name, resource => resource.Value);

    public JsonElement Properties(string resource) => Translated.At("Resources", resource, "Properties");

    public IReadOnlyDictionary<string, JsonElement> Functions =>
        OfType("AWS::Lambda::Function").ToDictionary(f => f.Key, f => f.Value.At("Properties"));

    public string RoleOf(string function) => Functions[function].At("Role").Target();

    /// <summary>Everything a role may do: its own policies and the managed ones attached to it.</summary>
    public IReadOnlyList<Statement> Allowed(string role)
    {
        var resource = Translated.At("Resources", role);
        var own = resource.At("Properties", "Policies").OneOrMore()
            .SelectMany(policy => Statements(role, resource, policy.At("PolicyDocument")));
        var attached = resource.At("Properties", "ManagedPolicyArns").OneOrMore()
            .Select(arn => arn.Target())
            .SelectMany(policy => Managed(policy));
        return [.. own.Concat(attached)];
    }

    /// <summary>The statements that say what somebody may do: of roles and of managed policies.</summary>
    public IEnumerable<Statement> IdentityStatements() =>
        OfType("AWS::IAM::Role").Keys.SelectMany(Allowed).DistinctBy(s => s.ToString());

    /// <summary>The statements of the policies on a topic or queue.</summary>
    public IReadOnlyList<Statement> ResourceStatements(string type, string list, string resource) =>
    [
        .. OfType(type)
            .Where(policy => policy.Value.At("Properties", list).OneOrMore().Any(t => t.Target() == resource))
            .SelectMany(policy => Statements(
                policy.Key,
                policy.Value,
                policy.Value.At("Properties", "PolicyDocument"))),
    ];

    public static IEnumerable<Statement> Statements(string holder, JsonElement resource, JsonElement document) =>
        document.At("Statement").OneOrMore().Select(written => written.At("Fn::If").OneOrMore() is [var condition, var then, _]
            ? new Statement(holder, resource, then) { OnlyIf = condition.GetString()! }
            : new Statement(holder, resource, written));

    private IEnumerable<Statement> Managed(string policy)
    {
        var resource = Translated.At("Resources", policy);
        Assert.True(resource.Exists(), $"a role has the policy {policy}, which the template does not define");
        return Statements(policy, resource, resource.At("Properties", "PolicyDocument"));
    }
}
