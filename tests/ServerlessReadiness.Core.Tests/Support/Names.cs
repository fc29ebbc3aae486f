using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Tests.Support;

/// <summary>A name with endpoints blue and green, and what tests say of it.</summary>
internal static class Names
{
    public const string Blue = "blue";
    public const string Green = "green";
    public const string Page = "page";

    public static readonly TimeSpan Soak = TimeSpan.FromMinutes(2);

    public static Component Component(
        DnsPolicy policy = DnsPolicy.Weighted,
        params string[] endpoints) => Make.Component(resource: new Resource.DnsRecords(
            "123456789012", "eu-west-1", "Z0123456789", "shop.example.com", "A", policy)) with
        {
            Name = ComponentName.Parse("shop"),
            Endpoints = EquatableList.From((endpoints.Length == 0 ? [Blue, Green] : endpoints).Select(e => new Endpoint(
                e,
                e == Page ? null : ComponentName.Parse($"{e}-web"),
                e == Page ? [] : [$"{e}-down", $"{e}-slow"],
                e == Page,
                $"{e}-requests"))),
        };

    public static DnsRecord Record(string name, int? weight = null) =>
        new(name, TimeSpan.FromSeconds(30), ["192.0.2.1"]) { Weight = weight };

    public static DnsRecord Primary(string name, string? check = "hc-1") =>
        Record(name) with { Failover = "PRIMARY", HealthCheckId = check };

    public static DnsRecord Secondary(string name) => Record(name) with { Failover = "SECONDARY" };

    public static StepAction.DnsShift Shift(int step, params (string Name, int Percent)[] shares) => new(
        EquatableList.From(shares.Select(s => new EndpointShare(s.Name, s.Percent))),
        step,
        Soak,
        ["checkout-errors"]);

    public static RunTrigger By(string alarm) =>
        new RunTrigger.ByAlarm(AlarmId.Of("eu-west-1", "123456789012", alarm), Make.T0, alarm);

    public static DnsPlayer Player(StepAction action, params (string Name, int Weight)[] weights) => new(
        action,
        Component(DnsPolicy.Weighted, [.. weights.Select(w => w.Name)]),
        EquatableList.From(weights.Select(w => Record(w.Name, w.Weight))));

    /// <summary>The healthy facts with one endpoint's changed.</summary>
    public static EquatableList<EndpointFacts> But(
        this DnsPlayer player,
        string name,
        Func<EndpointFacts, EndpointFacts> change) =>
        EquatableList.From(DnsPlayer.Healthy(player).Select(f => f.Endpoint == name ? change(f) : f));
}
