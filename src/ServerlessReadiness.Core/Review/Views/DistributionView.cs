namespace ServerlessReadiness.Core.Review.Views;

/// <summary>A CloudFront distribution.</summary>
/// <param name="Account">The account.</param>
/// <param name="Id">Its id.</param>
/// <param name="DomainName">The name that it answers to.</param>
/// <param name="Aliases">Its other names.</param>
/// <param name="Origins">Names of what it fetches from.</param>
/// <param name="IsEnabled">Whether it answers.</param>
public sealed record DistributionView(
    string Account,
    string Id,
    string DomainName,
    EquatableList<string> Aliases,
    EquatableList<string> Origins,
    bool IsEnabled);
