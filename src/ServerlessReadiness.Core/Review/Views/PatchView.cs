namespace ServerlessReadiness.Core.Review.Views;

/// <summary>The patches of an instance. There is one of these for each instance that was asked about.</summary>
/// <param name="Instance">The instance's id.</param>
/// <param name="State">What Patch Manager says; null when it never looked at the instance.</param>
public sealed record PatchView(string Instance, PatchState? State);
