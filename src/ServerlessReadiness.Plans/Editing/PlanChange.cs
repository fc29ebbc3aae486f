using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Learning;

namespace ServerlessReadiness.Plans.Editing;

/// <summary>Edits that are made together or not at all.</summary>
/// <param name="Edits">At least one.</param>
/// <param name="Comment">Stands above each line that they change, without the leading #.</param>
public sealed record PlanChange(EquatableList<PlanEdit> Edits, string Comment);
