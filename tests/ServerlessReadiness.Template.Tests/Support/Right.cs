namespace ServerlessReadiness.Template.Tests.Support;

/// <param name="Action">As IAM spells it.</param>
/// <param name="Purpose">Who needs it.</param>
internal sealed record Right(string Action, Purpose Purpose);
