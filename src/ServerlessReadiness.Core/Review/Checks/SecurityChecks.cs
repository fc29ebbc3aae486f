namespace ServerlessReadiness.Core.Review.Checks;

/// <summary>Access, encryption and audit.</summary>
internal static class SecurityChecks
{
    public static IReadOnlyList<(string Item, Func<ReviewFacts, Verdict> Check)> All { get; } =
    [
        ("SEC-01", AccessChecks.Credentials),
        ("SEC-04", InstanceChecks.Roles),
        ("SEC-05", AccessChecks.Administrators),
        ("SEC-06", InstanceChecks.SecurityPatches),
        ("SEC-08", AuditChecks.Trails),
        ("SEC-10", NetworkChecks.OpenToAnyone),
        ("SEC-11", NetworkChecks.FrontDoors),
        ("SEC-12", NameChecks.MailSenders),
    ];
}
