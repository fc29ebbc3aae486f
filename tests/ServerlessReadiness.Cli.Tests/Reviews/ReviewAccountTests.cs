using ServerlessReadiness.Core.Review;

namespace ServerlessReadiness.Cli.Tests.Reviews;

/// <summary>
/// The review end to end, against an account that a script builds twice: ready for its sale, and with a fault planted for
/// nearly every item that moto can answer. No false alarm on the one, every fault by its name on the other, nothing more.
/// </summary>
public sealed class ReviewAccountTests
{
    /// <summary>Items of which moto answers nothing or not everything, why, and which tests stand in for it.</summary>
    private static readonly (string Item, string Why, string TestedBy)[] BeyondMoto =
    [
        ("SEC-06", "has no patch states", "ArchitectureSourceTests.Patches_are_asked_for_fifty_at_a_time…"),
        ("REL-13", "has no patch states", "ArchitectureSourceTests.Patches_are_asked_for_fifty_at_a_time…"),
        ("PERF-02", "has Service Quotas of VPC alone", "LimitsSourceTests, with LimitChecksTests for the rules"),
        ("PERF-03", "lists distributions without origins", "ArchitectureSourceTests.Trails_lines_and_distributions…"),
        ("PERF-07", "has no mute rules", "AlarmAdapterTests.Composite_alarms_mute_rules_and_failed_actions…"),
        ("MON-03", "has no alarm histories", "AlarmAdapterTests.Composite_alarms_mute_rules_and_failed_actions…"),
        ("COST-04", "has no reserved instances", "ResourceSourceTests.Each_source_of_a_rule_counts_by_itself…"),
    ];

    /// <summary>
    /// Each fault of faults.py with the items that have to say no and words of what they have to say. SEC-05 has none:
    /// moto has no policies of AWS's own (AccessSourceTests); REL-08 has none: moto's tunnels tell no state
    /// (ArchitectureSourceTests.Tunnels_are_those…).
    /// </summary>
    private static readonly (string Fault, string Item, string What)[] Expected =
    [
        ("ssh_for_everybody", "SEC-10", "tcp 22 from 0.0.0.0/0"),
        ("plain_front_door", "SEC-11", "without encryption"),
        ("old_tls", "SEC-11", "older than 1.2"),
        ("password_without_mfa", "SEC-01", "without a second factor"),
        ("lasting_passwords", "SEC-01", "365 days"),
        ("silent_trail", "SEC-08", "does not record"),
        ("keys_in_the_image", "SEC-04", "no instance profile"),
        ("nobody_may_send_mail", "SEC-12", "v=spf1"),
        ("one_zone", "REL-03", "ap-northeast-2a only"),
        ("kept_ill", "REL-02", "EC2"),
        ("no_standby", "REL-04", "no standby"),
        ("address_for_a_name", "REL-06", "192.0.2.10"),
        ("long_kept_name", "REL-07", "3600 s"),
        ("one_line", "REL-09", "ICN1"),
        ("no_snapshot", "REL-11", "no snapshot"),
        ("lone_server", "REL-01", "no Auto Scaling group owns it"),
        ("lone_server", "REL-11", "no snapshot"),
        ("lone_server", "REL-12", "operating system"),
        ("slow_disk", "PERF-05", "promises no operations"),
        ("slow_disk", "PERF-05", "MB/s together"),
        ("narrow_subnet", "PERF-02", "of 11 at the ceiling"),
        ("few_connections", "PERF-02", "130 of 100 at the planned peak"),
        ("long_rule_list", "PERF-08", "57 inbound rules"),
        ("no_alarm", "PERF-07", "no alarm watches AWS/RDS CPUUtilization"),
        ("no_alarm", "PERF-07", "no alarm is called review-orders-use"),
        ("muted_alarm", "PERF-07", "switched off"),
        ("nervous_alarm", "MON-02", "fires above 40000"),
        ("alarm_without_way", "MON-03", "has no action"),
        ("closed_topic", "MON-03", "does not let CloudWatch publish"),
        ("closed_key", "MON-03", "does not let CloudWatch kms:Decrypt"),
        ("mail_for_pages", "MON-03", "mail is not paging"),
        ("all_on_demand", "COST-03", "uses no spot"),
    ];

    private static readonly Lazy<Task<ReviewedShop>> Clean = new(() => ReviewedShop.OfAsync("clean"));
    private static readonly Lazy<Task<ReviewedShop>> Faulty = new(() => ReviewedShop.OfAsync("faulty"));

    /// <summary>What a person has to say, all but the items of which moto leaves the rest unknown.</summary>
    internal static IEnumerable<string> Attested => ReviewItem.All
        .Where(i => i.Coverage != Coverage.Automatic && !Array.Exists(BeyondMoto, b => b.Item == i.Id))
        .Select(i => i.Id);

    public static TheoryData<string> Faults => [.. Expected.Select(e => e.Fault).Distinct()];

    [Fact]
    public async Task An_account_that_is_ready_has_no_false_alarm_and_only_moto_leaves_items_open()
    {
        var shop = await Clean.Value;

        Assert.Empty(shop.Answered(ReviewAnswer.No));
        Assert.Empty(shop.Findings());
        Assert.Equal(
            BeyondMoto.Select(b => b.Item).Order(StringComparer.Ordinal),
            shop.Answered(ReviewAnswer.CouldNotTell).Order(StringComparer.Ordinal));
        Assert.Equal(["REL-08"], shop.Answered(ReviewAnswer.NotApplicable));
        Assert.Equal((nameof(Readiness.GoWithRisks), 0), ((string?)shop.Review["readiness"], shop.ExitCode));
        Assert.Equal("0", (string?)shop.JUnit.Attribute("failures"));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_planted_fault_is_found_and_named(string fault)
    {
        var shop = await Faulty.Value;
        var names = shop.Faults[fault]!.AsArray().Select(n => (string)n!).ToList();
        foreach (var (_, item, what) in Expected.Where(e => e.Fault == fault))
        {
            var found = shop.Findings().Where(f => f.Item == item && IsOf(f.Finding, names, what)).ToList();
            Assert.True(
                found.Count == 1,
                $"{fault}: {item} names {string.Join(" or ", names)} with \"{what}\" {found.Count} times in:\n"
                + string.Join("\n", shop.Findings().Where(f => f.Item == item)));
        }
    }

    [Fact]
    public async Task Nothing_but_the_planted_faults_is_found()
    {
        var shop = await Faulty.Value;

        Assert.Equal(
            Expected.Select(e => e.Fault).Distinct().Order(StringComparer.Ordinal),
            shop.Faults.Select(f => f.Key).Order(StringComparer.Ordinal));
        var planted = Expected.Select(e =>
            (e.Item, e.What, Names: shop.Faults[e.Fault]!.AsArray().Select(n => (string)n!).ToList())).ToList();
        Assert.DoesNotContain(
            shop.Findings(),
            f => !planted.Exists(p => p.Item == f.Item && IsOf(f.Finding, p.Names, p.What)));
        Assert.Equal(Expected.Length, shop.Findings().Count());
        Assert.Equal(
            Expected.Select(e => e.Item).Distinct().Order(StringComparer.Ordinal),
            shop.Answered(ReviewAnswer.No).Order(StringComparer.Ordinal));
        Assert.Equal((nameof(Readiness.NoGo), 1), ((string?)shop.Review["readiness"], shop.ExitCode));
        Assert.Equal(
            ["REL-03", "REL-04", "PERF-02", "PERF-07", "MON-03"],
            shop.Review["blockers"]!.AsArray().Select(b => (string?)b));
        Assert.Equal(
            $"{shop.Answered(ReviewAnswer.No).Count()}",
            (string?)shop.JUnit.Attribute("failures"));
    }

    [Fact]
    public async Task Evidence_is_one_line_without_pages_of_a_server()
    {
        foreach (var shop in new[] { await Clean.Value, await Faulty.Value })
        {
            Assert.All(shop.Review["items"]!.AsArray(), i =>
            {
                var evidence = (string)i!["evidence"]!;
                Assert.DoesNotContain('\n', evidence);
                Assert.DoesNotContain('<', evidence);
                Assert.DoesNotContain("took effect", evidence, StringComparison.Ordinal);
            });
        }
    }

    [Theory]
    [InlineData("https://ec2.eu-west-1.amazonaws.com")]
    [InlineData("http://10.0.0.1:5000")]
    [InlineData("http://127.0.0.1.example.com")]
    public async Task The_account_is_made_on_this_machine_only(string url)
    {
        _ = await Clean.Value;
        var (code, _, error) = await ReviewedShop.AccountAsync("clean", "--endpoint-url", url);
        Assert.Equal(2, code);
        Assert.Contains("is not on this machine", error, StringComparison.Ordinal);
    }

    private static bool IsOf(Finding finding, List<string> names, string what) =>
        finding.What.Contains(what, StringComparison.Ordinal)
        && names.Exists(n => finding.Resource.Contains(n, StringComparison.Ordinal));
}
