using System.Text.Json.Nodes;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Cli.Rendering;

/// <summary>An effect, with what was there before it and after it.</summary>
internal static class EffectView
{
    public static (string What, string Before, string After) Of(Change change) => change switch
    {
        Change.SetGroupBounds c => ($"bounds of group {c.Group}", c.From.ToString(), c.To.ToString()),
        Change.SetGroupDesired c => ($"desired capacity of group {c.Group}", $"{c.From}", $"{c.To}"),
        Change.SetTargetBounds c => ("bounds of the target", c.From.ToString(), c.To.ToString()),
        Change.TerminateMember c => (
            $"instance {c.Instance}",
            "InService",
            c.LowerDesired ? "terminated, desired capacity one lower" : "terminated"),
        Change.EnterStandby c => ($"instance {c.Instance}", "InService", "Standby"),
        Change.ExitStandby c => ($"instance {c.Instance}", "Standby", "InService"),
        Change.MarkUnhealthy c => ($"health of {c.Instance}", "Healthy", "Unhealthy"),
        Change.RebootInstance c => ($"instance {c.Instance}", "running", "rebooted"),
        Change.StopInstance c => ($"instance {c.Instance}", "running", "stopped"),
        Change.StartInstance c => ($"instance {c.Instance}", "stopped", "running"),
        Change.SetSecurityGroups c =>
            ($"security groups of {c.Instance}", string.Join(", ", c.From), string.Join(", ", c.To)),
        Change.Publish c => ($"message to people: {c.Subject}", "", "published"),
        Change.SendMail c => ($"mail to {c.To}: {c.Subject}", "", "sent"),
        _ => (change.Describe(), "", ""),
    };

    public static JsonObject ToJson(EffectRecord effect)
    {
        var (what, before, after) = Of(effect.Change);
        return new JsonObject
        {
            ["what"] = what,
            ["before"] = before,
            ["after"] = after,
            ["state"] = effect.State.ToString(),
            ["attempts"] = effect.Attempts,
            ["undoing"] = effect.Undoing,
            ["at"] = effect.StartedAt,
            ["outcome"] = effect.Outcome,
        };
    }
}
