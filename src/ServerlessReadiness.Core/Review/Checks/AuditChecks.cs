namespace ServerlessReadiness.Core.Review.Checks;

/// <summary>SEC-08: calls in each account are recorded.</summary>
internal static class AuditChecks
{
    public static Verdict Trails(ReviewFacts facts) => Verdict.Of(facts.Audits, "accounts", audit =>
    {
        var resource = $"CloudTrail of account {audit.Account}";
        var whole = audit.Trails.Where(t => t.IsMultiRegion).ToList();
        var logging = whole.Where(t => t.IsLogging).ToList();
        if (logging.Exists(t => t.DeliveryError is null))
        {
            return [];
        }

        return logging.Count > 0
            ? logging.Select(t => new Finding(
                t.Arn,
                $"its files cannot be put into their bucket: {t.DeliveryError}",
                "repair the bucket's policy or key"))
            : whole.Count > 0 ? whole.Select(t => new Finding(t.Arn, "it does not record", "start its logging"))
            : [new Finding(
                resource,
                audit.Trails.Count == 0 ? "there is no trail" : "no trail records all regions",
                "make a trail for all regions and start its logging")];
    });
}
