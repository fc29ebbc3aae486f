namespace ServerlessReadiness.Core.Actions.Capacity;

/// <summary>A row of the table of blockers.</summary>
/// <param name="Name">The blocker's name.</param>
/// <param name="Stops">The actions that it stops, by name.</param>
/// <param name="Message">Thing, cause and next step when the blocker stands; null when it does not.</param>
public sealed record GroupBlocker(string Name, EquatableList<string> Stops, Func<GroupCase, string?> Message);
