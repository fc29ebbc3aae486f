namespace ServerlessReadiness.Core.Plans;


/// <summary>People who may do something.</summary>
/// <param name="Name">Unique in the plan, such as incident-commander.</param>
/// <param name="Members">
/// IAM ARNs (of a role or user; an assumed role's session counts as its role), or JWT subjects, mails or groups.
/// </param>
public sealed record PlanRole(string Name, EquatableList<string> Members);
