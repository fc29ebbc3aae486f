namespace ServerlessReadiness.Core.Review.Views;

/// <summary>How a group mixes on-demand and spot instances.</summary>
/// <param name="OnDemandBase">So many instances are on demand before any is spot.</param>
/// <param name="OnDemandPercentAbove">Share of on-demand instances among those above the base.</param>
/// <param name="Types">The instance types that it may launch; empty when it chooses them by their attributes.</param>
/// <param name="ByAttributes">Whether types are chosen by their attributes.</param>
public sealed record MixView(int OnDemandBase, int OnDemandPercentAbove, EquatableList<string> Types, bool ByAttributes);
