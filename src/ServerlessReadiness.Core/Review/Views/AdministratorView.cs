namespace ServerlessReadiness.Core.Review.Views;

/// <summary>A managed policy that lets its holders administer IAM, and the users that hold it themselves.</summary>
/// <param name="Account">The account.</param>
/// <param name="Policy">The policy's name.</param>
/// <param name="Users">Users that it is attached to, rather than to a group or a role.</param>
/// <param name="Holders">How many groups and roles have it.</param>
public sealed record AdministratorView(string Account, string Policy, EquatableList<string> Users, int Holders);
