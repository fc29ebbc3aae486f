namespace ServerlessReadiness.Core.Review;

/// <summary>Things that were read for the review, from all of the plan's accounts and regions.</summary>
/// <param name="Items">The things.</param>
/// <param name="Unread">What could not be read: place, cause and the missing permission, one line each.</param>
public sealed record Seen<T>(EquatableList<T> Items, EquatableList<string> Unread);
