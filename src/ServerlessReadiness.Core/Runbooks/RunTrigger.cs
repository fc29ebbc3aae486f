using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Alarms;

namespace ServerlessReadiness.Core.Runbooks;

/// <summary>Why a run exists.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "by")]
[JsonDerivedType(typeof(ByAlarm), "alarm")]
[JsonDerivedType(typeof(ByOperator), "operator")]
[JsonDerivedType(typeof(ByPlan), "plan")]
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

    public sealed record ByOperator(string Who) : RunTrigger
    {
        public override string Describe() => $"operator {Who}";
    }
}
