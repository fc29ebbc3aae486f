using System.Text.Json;

namespace ServerlessReadiness.Template.Tests.Support;

/// <summary>One statement of a policy, with the resource of the template that holds it.</summary>
internal sealed record Statement(string Holder, JsonElement HolderJson, JsonElement Json)
{
    public string Sid => Json.Text("Sid");

    /// <summary>The condition of the template under which it is there; empty for always.</summary>
    public string OnlyIf { get; init; } = "";

    public bool Allows => Json.Text("Effect") == "Allow";

    public IReadOnlyList<string> Actions => Json.At("Action").Texts();

    public IReadOnlyList<JsonElement> Resources => Json.At("Resource").OneOrMore();

    public JsonElement Condition => Json.At("Condition");

    /// <summary>Why it may name every resource; empty when nothing is written.</summary>
    public string WildcardReason => HolderJson.Text("Metadata", "WildcardReasons", Sid);

    public override string ToString() => $"{Holder}/{Sid}";
}
