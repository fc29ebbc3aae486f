using System.Text.Json.Nodes;
using ServerlessReadiness.Aws;

namespace ServerlessReadiness.Cli.Commands;

/// <summary>
/// The policy of a hard pause. It is the one that docs/OPERATING.md prints for the plain command, taken from there, so
/// that the two cannot differ; a test holds that one against what the functions' roles may change.
/// </summary>
internal static class HardPausePolicy
{
    private const string Resource = "operating.md";
    private const string Start = "--policy-document '";

    public static string Compact { get; } = Read().ToJsonString();

    public static string Command(string role) =>
        $"aws iam put-role-policy --role-name {role} --policy-name {HardPause.PolicyName} --policy-document '{Compact}'";

    public static string LiftCommand(string role) =>
        $"aws iam delete-role-policy --role-name {role} --policy-name {HardPause.PolicyName}";

    private static JsonNode Read()
    {
        using var stream = typeof(HardPausePolicy).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        var guide = reader.ReadToEnd();
        var from = guide.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        return JsonNode.Parse(guide[from..guide.IndexOf('\'', from)])!;
    }
}
