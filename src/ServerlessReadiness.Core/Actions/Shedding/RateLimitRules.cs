using System.Globalization;
using ServerlessReadiness.Core.Actions.Settings;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions.Shedding;

/// <summary>Blocks addresses that send more than a limit, by a rule of ours on the web ACL.</summary>
public sealed class RateLimitRules : IActionRules
{
    /// <summary>The only setting of a web ACL's rate rule.</summary>
    public const string LimitName = "limit";

    public string Name => ActionNames.RateLimit;

    public ActionClass Class => ActionClass.Traffic;

    public ObservationNeeds Needs => SettingSteps.Needs;

    public bool Handles(StepAction action) => action is StepAction.RateLimit;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return SettingSteps.Reach(
            context,
            SettingService.WebAclRateLimit,
            [new(LimitName, ((StepAction.RateLimit)context.Step.Step.Do).Limit.ToString(CultureInfo.InvariantCulture))],
            $"{context.Component.Resource.Label} blocks addresses that send more in five minutes");
    }

    public ActionMove Undo(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return SettingSteps.TakeBack(context);
    }
}
