using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Safety;

/// <summary>Whether a component's budget allows one more run of a class.</summary>
public static class BudgetUse
{
    /// <summary>Why not, or null when it does.</summary>
    public static string? Refusal(
        Component component,
        ComponentState? state,
        ActionClass actionClass,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(component);
        var budget = component.BudgetFor(actionClass);
        var spends = (state?.Spends ?? []).Where(s => s.Class == actionClass).ToList();
        var used = spends.Count(s => s.At > now - budget.Window);
        var free = spends.Select(s => s.At + budget.Cooldown).DefaultIfEmpty(now).Max();
        return actionClass == ActionClass.None ? null
            : used >= Math.Min(budget.Count, ComponentState.SpendsMax)
                ? $"the budget of {budget.Count} {actionClass} runs within {budget.Window.TotalMinutes:0.#} min on "
                    + $"component {component.Name} is spent"
            : free > now ? $"{actionClass} on component {component.Name} cools down until {free:u}"
            : null;
    }
}
