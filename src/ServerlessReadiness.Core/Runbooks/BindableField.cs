using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.Runbooks;

/// <summary>A field of an action that can take a runbook's parameter.</summary>
/// <param name="Action">The action's type.</param>
/// <param name="Name">The field as plans spell it.</param>
/// <param name="Path">The field of the compiled action.</param>
/// <param name="Type">What it takes.</param>
/// <param name="Set">The action with the value, which fits the type.</param>
internal sealed record BindableField(
    Type Action,
    string Name,
    string Path,
    ParameterType Type,
    Func<StepAction, string, StepAction> Set)
{
    public static BindableField Of<TAction>(
        string name,
        ParameterType type,
        Func<TAction, string, StepAction> set,
        string? path = null)
        where TAction : StepAction =>
        new(typeof(TAction), name, path ?? name, type, (action, value) => set((TAction)action, value));
}
