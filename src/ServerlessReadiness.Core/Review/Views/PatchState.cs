namespace ServerlessReadiness.Core.Review.Views;

/// <summary>What Patch Manager says of an instance.</summary>
/// <param name="Missing">Patches that the baseline asks for and that are not installed.</param>
/// <param name="Failed">Patches that could not be installed.</param>
/// <param name="PendingReboot">Patches that are in force only after a restart.</param>
/// <param name="Critical">Critical patches that are missing, failed or wait for a restart.</param>
/// <param name="Security">Security patches of which the same is true.</param>
/// <param name="At">When it looked; null when it does not say.</param>
public sealed record PatchState(
    int Missing,
    int Failed,
    int PendingReboot,
    int Critical,
    int Security,
    DateTimeOffset? At);
