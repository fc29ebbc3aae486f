namespace ServerlessReadiness.Core.Plans.Alarms;

/// <summary>An alarm of the rehearsal, evaluated as CloudWatch does: M breaching periods out of the last N.</summary>
/// <param name="Measure">What is measured.</param>
/// <param name="Above">It breaches above this, in the measure's unit.</param>
/// <param name="Period">The length of one period, a multiple of a minute.</param>
/// <param name="EvaluationPeriods">N, at least 1.</param>
/// <param name="DatapointsToAlarm">M, 1 to N.</param>
public sealed record AlarmModel(
    AlarmMeasure Measure,
    int Above,
    TimeSpan Period,
    int EvaluationPeriods,
    int DatapointsToAlarm);
