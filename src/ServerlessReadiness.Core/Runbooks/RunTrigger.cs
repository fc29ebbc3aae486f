using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Alarms;

namespace ServerlessReadiness.Core.Runbooks;

/// <summary>Why a run exists.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "by")]
[JsonDerivedType(typeof(ByAlarm), "alarm")]
[JsonDerivedType(typeof(ByOperator), "operator")]
[JsonDerivedType(typeof(ByPlan), "plan")]
[JsonDerivedType(typeof(ByHook), "hook")]
[JsonDerivedType(typeof(ByNotice), "notice")]
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
        /// <summary>The hook's heartbeat time-out: each heartbeat is answered with that much more time.</summary>
        [JsonRequired]
        public TimeSpan Timeout { get; init; }

        /// <summary>When the wait is given up: the plan's bound or Auto Scaling's own, whichever is earlier.</summary>
        [JsonRequired]
        public DateTimeOffset LimitAt { get; init; }

        /// <summary>The text that the hook's owner configured; null for none.</summary>
        [JsonRequired]
        public string? Metadata { get; init; }

        /// <summary>Auto Scaling said that the instance waits no more, so nothing is left to keep.</summary>
        [JsonRequired]
        public bool IsOver { get; init; }

        public override string Describe() => $"lifecycle hook {Hook}";
    }

    /// <param name="What">What was announced, such as "Spot interruption of i-0abc".</param>
    public sealed record ByNotice(string What) : RunTrigger
    {
        public override string Describe() => What;
    }

    public sealed record ByOperator(string Who) : RunTrigger
    {
        public override string Describe() => $"operator {Who}";
    }
}
