namespace ServerlessReadiness.Core.Review.Views;

/// <summary>What records the calls in an account.</summary>
/// <param name="Account">The account.</param>
/// <param name="Trails">Its trails and its organisation's.</param>
public sealed record AuditView(string Account, EquatableList<TrailView> Trails);
