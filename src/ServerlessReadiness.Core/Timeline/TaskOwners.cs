using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Timeline;

/// <summary>Who an owner is.</summary>
public static class TaskOwners
{
    /// <summary>The contact of that name, else the first of that role; null when the plan has neither.</summary>
    public static Contact? ContactOf(CompiledPlan plan, string owner)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Contacts.FirstOrDefault(c => Same(c.Name, owner))
            ?? plan.Contacts.FirstOrDefault(c => Same(c.Role, owner));
    }

    /// <summary>How people know the owner.</summary>
    public static string NameOf(CompiledPlan plan, string owner) =>
        ContactOf(plan, owner) is { } contact ? contact.Name : owner;

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
