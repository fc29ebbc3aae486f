using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Alarms;

namespace ServerlessReadiness.Core.Runbooks;

/// <summary>Why a run exists.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "by")]
[JsonDerivedType(typeof(ByAlarm), "alarm")]
[JsonDerivedType(typeof(ByOperator), "operator")]
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

    public sealed record ByOperator(string Who) : RunTrigger
    {
        public override string Describe() => $"operator {Who}";
    }
}
