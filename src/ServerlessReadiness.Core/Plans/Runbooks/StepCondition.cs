using System.Text.Json.Serialization;

namespace ServerlessReadiness.Core.Plans.Runbooks;


/// <summary>Something that must hold before a step begins, or after it for the step to have worked.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "on")]
[JsonDerivedType(typeof(AlarmIs), "alarm")]
[JsonDerivedType(typeof(MetricIs), "metric")]
public abstract record StepCondition
{
    private StepCondition()
    {
    }

    /// <param name="Alarm">The alarm's name, in the component's account and region.</param>
    /// <param name="Firing">Whether it must fire, or must not.</param>
    public sealed record AlarmIs(string Alarm, bool Firing) : StepCondition
    {
        public override string ToString() => $"alarm {Alarm} {(Firing ? "fires" : "does not fire")}";
    }

    /// <param name="Metric">A metric of the plan.</param>
    /// <param name="Above">It must be above this; exactly one of the two is given.</param>
    /// <param name="Below">Or below this.</param>
    public sealed record MetricIs(string Metric, decimal? Above, decimal? Below) : StepCondition
    {
        public override string ToString() =>
            Above is { } above ? $"metric {Metric} above {above}" : $"metric {Metric} below {Below}";
    }
}
