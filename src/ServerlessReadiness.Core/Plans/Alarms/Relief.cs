namespace ServerlessReadiness.Core.Plans.Alarms;

/// <summary>
/// What reduced features, a rate limit or a page take off the workload in the rehearsal: nobody can know it from the
/// account.
/// </summary>
/// <param name="For">The components that it takes load off; empty for those that traffic reaches first.</param>
/// <param name="SharePercent">
/// 1 to 90. Of parameters: the work that reduced features save for each request. Of a rate limit: the requests that come
/// from addresses over it. Of a listener: the requests that a page for some hosts or paths meets. Null for the
/// rehearsal's own assumption.
/// </param>
public sealed record Relief(EquatableList<ComponentName> For, int? SharePercent);
