using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Alarms;

namespace ServerlessReadiness.Core.Runbooks;

/// <summary>Why a run exists.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "by")]
[JsonDerivedType(typeof(ByAlarm), "alarm")]
[JsonDerivedType(typeof(ByOperator), "operator")]
[JsonDerivedType(typeof(ByPlan), "plan")]
[JsonDerivedType(typeof(ByHook), "hook")]
public abstract record RunTrigger
{
    private RunTrigger()
    {
    }

    public abstract string Describe();

    public sealed override string ToString() => Describe();

    public sealed record ByAlarm(AlarmId Alarm, DateTimeOffset ChangedAt, string Response) : RunTrigger
    {
        public override string Describe() => $"alarm {Alarm.Name}";
    }

    /// <param name="What">The part of the plan that asks for it, such as "pre-warm stage 2".</param>
    public sealed record ByPlan(string What) : RunTrigger
    {
        public override string Describe() => What;
    }

    /// <param name="Hook">The lifecycle hook.</param>
    /// <param name="Launching">Whether it is a launch or a termination.</param>
    /// <param name="Token">The lifecycle action's token; null when Clock found the instance waiting.</param>
    /// <param name="Deadline">When Auto Scaling goes on without us, as far as heartbeats have moved it.</param>
    public sealed record ByHook(string Hook, bool Launching, string? Token, DateTimeOffset Deadline) : RunTrigger
    {
        public override string Describe() => $"lifecycle hook {Hook}";
    }

    public sealed record ByOperator(string Who) : RunTrigger
    {
        public override string Describe() => $"operator {Who}";
    }
}
