using ServerlessReadiness.Cli.Selftest.Experiments;

namespace ServerlessReadiness.Cli.Selftest;

/// <summary>Each belief with its experiment, or the reason why it has none. A test holds it against the book.</summary>
internal static class BeliefTable
{
    private const string NeedsIncident = "needs an incident";
    private const string NeedsTraffic = "needs requests from outside: the sandbox serves nobody";
    private const string NeedsFunction = "needs a function that is called; the sandbox has none";
    private const string NeedsDatabase = "needs a database, which costs more than a selftest should";
    private const string NeedsVolume = "needs a volume of its own; the sandbox has none";
    private const string NeedsMail = "needs mail to be sent from a real identity";
    private const string NeedsRole = "needs roles with policies made for it; the sandbox touches no IAM";
    private const string NeedsTime = "needs longer than a selftest lasts";

    public static IReadOnlyList<Experiment> Experiments { get; } =
    [
        .. GroupExperiments.All,
        .. ScheduleExperiments.All,
        .. StoreExperiments.All,
        .. AlarmExperiments.All,
        .. RecordExperiments.All,
        .. ListenerExperiments.All,
    ];

    /// <summary>Why these have no experiment.</summary>
    public static IReadOnlyList<(string Belief, string Reason)> Reasons { get; } =
    [
        ("B7", "needs an instance refresh that cannot be read while it runs"),
        ("B10", "needs an alarm over several series, whose metrics come and go"),
        ("B11", "needs a key, which costs 1 USD a month and stays for seven days"),
        ("B12", "is about the SDK, not about AWS: Aws.Tests shows it against a loopback server"),
        ("B14", NeedsFunction),
        ("B20", "needs a group with policies over days"),
        ("B21", "needs a service that Application Auto Scaling scales; the sandbox has none"),
        ("B22", NeedsVolume),
        ("B23", NeedsVolume),
        ("B24", NeedsDatabase),
        ("B25", NeedsDatabase),
        ("B26", "raised warm throughput is paid for and cannot be taken back"),
        ("B28", $"{NeedsIncident}: a region without capacity"),
        ("B31", "needs a resolver inside the sandbox's network"),
        ("B32", "needs a health check with an endpoint that fails; its second half is B42"),
        ("B33", "is about which of Route 53's planes serves a call, which no call shows"),
        ("B34", "is a caution about what an API does not tell"),
        ("B36", "needs a distribution, which takes longer to make than a selftest lasts"),
        ("B39", "a shift of traffic away from a zone is tried with people looking on"),
        ("B41", "needs an endpoint that some of Route 53's checkers reach and others do not"),
        ("B44", NeedsRole),
        ("B45", "the sandbox's load balancer is registered for zonal shift by itself, so it shows one half only"),
        ("B46", NeedsRole),
        ("B47", "needs a document that may be run and does nothing"),
        ("B49", "needs a web ACL, which costs 5 USD a month"),
        ("B51", $"{NeedsTime}: the bound of a wait is 48 hours"),
        ("B52", "needs instances behind a target group that serve"),
        ("B53", "needs a hook at the launch, which would slow every other experiment"),
        ("B54", "needs an instance that Systems Manager reaches; those of the sandbox have no way out"),
        ("B55", NeedsTraffic),
        ("B56", NeedsTraffic),
        ("B57", $"{NeedsTime}: a metric is watched for an hour"),
        ("B60", "needs the HTTP API and an issuer of tokens"),
        ("B61", NeedsRole),
        ("B62", NeedsRole),
        ("B63", NeedsFunction),
        ("B65", $"{NeedsIncident}: a change whose answer was lost"),
        ("B66", NeedsMail),
        ("B67", NeedsMail),
        ("B68", NeedsMail),
        ("B69", NeedsMail),
        ("B71", $"{NeedsTime}: data is kept for 15 days and more"),
        ("B72", "needs a bill with a tag that was activated days before"),
        ("B74", "needs 1,000 instances at once"),
        ("B75", "needs a NAT gateway with 55,000 connections"),
        ("B76", "needs an alarm mute rule; the sandbox has none"),
        ("B77", "the report is the whole account's, not the sandbox's"),
        ("B78", NeedsRole),
        ("B80", NeedsFunction),
        ("B81", "needs a stack to be made with wrong parameters; the sandbox is one that exists"),
        ("B82", "needs an error of DynamoDB's or API Gateway's own"),
        ("B83", "needs an issuer with people who sign in"),
    ];

    public static Experiment? Find(string belief) => Experiments.FirstOrDefault(e => e.Belief == belief);

    public static string Reason(string belief) =>
        Reasons.FirstOrDefault(r => r.Belief == belief).Reason ?? "nobody has thought of an experiment yet";
}
