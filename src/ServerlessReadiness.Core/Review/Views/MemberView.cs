namespace ServerlessReadiness.Core.Review.Views;

/// <summary>An instance as its group knows it.</summary>
/// <param name="Instance">Its id.</param>
/// <param name="Zone">The zone that it is in.</param>
/// <param name="IsInService">Whether it serves.</param>
public sealed record MemberView(string Instance, string Zone, bool IsInService);
