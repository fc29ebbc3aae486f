using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Plans.Shapes;

namespace ServerlessReadiness.Plans.Compiling;

/// <summary>Reads what a step says beside its action: where, when, how often, and who must agree.</summary>
internal static class StepTermsReader
{
    private static readonly TimeSpan RetryAfterDefault = TimeSpan.FromSeconds(30);

    public static RunbookStep Read(Compilation all, Section section, string compiled, RunbookStep step)
    {
        var retries = section.Whole("retries") ?? 0;
        return step with
        {
            On = section.Name<ComponentName>("on"),
            When = Conditions(all, section, "when", compiled),
            Verify = Conditions(all, section, "verify", compiled),
            Retries = retries,
            RetryAfter = section.Duration("retryAfter") ?? (retries == 0 ? TimeSpan.Zero : RetryAfterDefault),
            Approval = Approval(section),
            InsteadOf = section.Text("insteadOf"),
        };
    }

    private static EquatableList<StepCondition> Conditions(
        Compilation all,
        Section section,
        string key,
        string compiled) =>
        EquatableList.From(section.Items(key).Select((node, i) =>
            Condition(all.Open(node, ResponseShapes.Condition, $"{compiled}.{key}[{i}]"))));

    private static StepCondition Condition(Section section)
    {
        if (section.Has("alarm") == section.Has("metric"))
        {
            section.Refuse(
                section.Has("alarm") ? "metric" : "alarm",
                section.Has("alarm") ? "both an alarm and a metric are named" : "neither an alarm nor a metric is named",
                "name one of the two");
        }

        foreach (var key in section.Has("metric") ? ["firing"] : (string[])["above", "below"])
        {
            if (section.Has(key))
            {
                section.Refuse(key, $"{key} does not go with {(section.Has("metric") ? "a metric" : "an alarm")}", "remove it");
            }
        }

        return section.Text("metric") is { } metric
            ? new StepCondition.MetricIs(metric, section.Number("above"), section.Number("below"))
            : new StepCondition.AlarmIs(section.Text("alarm") ?? "?", section.Flag("firing") ?? true);
    }

    private static ApprovalTerms? Approval(Section step)
    {
        if (!step.Has("approval"))
        {
            return null;
        }

        var section = step.Child("approval", ResponseShapes.Approval);
        return new ApprovalTerms(
            EquatableList.From(section.Texts("roles")),
            section.Duration("expiresAfter") ?? TimeSpan.FromMinutes(1),
            section.Choice("onExpiry", Words.OnExpiry) is { } word ? (ApprovalDefault)word : ApprovalDefault.Reject,
            section.Text("question") ?? "?");
    }
}
