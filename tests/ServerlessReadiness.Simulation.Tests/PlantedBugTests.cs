using System.Text;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Player;
using ServerlessReadiness.Simulation.Ports;
using ServerlessReadiness.Simulation.Results;

namespace ServerlessReadiness.Simulation.Tests;

/// <summary>For each invariant a bug is planted between our functions and the account, and its checker sees it in play.
/// </summary>
public sealed partial class PlantedBugTests
{
    private const ulong SeedsMax = 60;

    /// <summary>Without a pre-warm, so that alarms have something to answer.</summary>
    private static readonly CompiledPlan Unprepared = SmallSale.Plan with { Stages = [] };

    /// <summary>An even load that two regions carry together, and the other one alone, but not the home region alone.
    /// </summary>
    private static readonly CompiledPlan Balanced = SteeredSale.Plan with
    {
        // Without a policy of its own the other region does not scale in while it carries half of the load.
        Components =
        [
            .. SteeredSale.Plan.Components.Select(c => c.Name != SteeredSale.Other ? c : c with
            {
                Model = c.Model! with { TargetUsePercent = null },
            }),
        ],
        Traffic = [SteeredSale.Plan.Traffic[0] with { NormalRequestsPerSecond = 1_600, Shapes = [] }],
    };

    [Fact]
    public void Zero_a_call_that_throws_what_no_port_announces() => Caught(0, new Tampering
    {
        Store = store => new BuggyStore(store)
        {
            Writes = writes => writes.Count > 3 ? throw new InvalidOperationException("planted") : writes,
        },
    });

    [Fact]
    public void One_a_decision_that_is_not_written() => Caught(1, new Tampering
    {
        Store = store => new BuggyStore(store) { Writes = Without("\"kind\":\"Decision\"") },
    });

    [Fact]
    public void One_a_dead_letter_that_is_thrown_away() => Caught(
        1,
        new Tampering { KeepsLetters = false },
        new PlannedFault(FaultKind.SignalsFail, SmallSale.Live, TimeSpan.FromMinutes(40), null));

    [Fact]
    public void Two_an_alarm_that_is_forgotten_as_soon_as_it_is_answered() => Caught(2, new Tampering
    {
        Store = store => new BuggyStore(store)
        {
            Reads = document => IsAlarm(document.Address) ? null : document,
            Writes = writes => [.. writes.Where(w => w is not StateWrite.Claim && !IsAlarm(w.Address))],
        },
    });

    [Fact]
    public void Three_a_maximum_that_is_set_too_high() => Caught(3, Fleets((_, method, args) =>
    {
        if (args is [_, Change.SetGroupBounds change, _])
        {
            args[1] = change with { To = change.To with { Maximum = change.To.Maximum + 100 } };
        }

        return null;
    }));

    [Fact]
    public void Four_a_repair_that_takes_half_of_the_fleet_with_it() => Caught(
        4,
        Fleets((real, method, args) =>
            args is [Resource.AutoScalingGroup group, Change.TerminateMember change, CancellationToken token]
                ? TerminateManyAsync(real, group, change, token)
                : null),
        new PlannedFault(FaultKind.Impaired, SmallSale.Live.AddMinutes(20), TimeSpan.FromMinutes(1), SmallSale.Front));

    [Fact]
    public void Five_a_shift_that_leads_everybody_to_one_place_at_once() => Caught(
        5,
        new Tampering
        {
            World = world => world with
            {
                Dns = Plant.In(world.Dns, (_, _, args) =>
                {
                    if (args is [_, Change.SetRecords change, _])
                    {
                        args[1] = change with
                        {
                            To = [.. change.To.Select(r => r with { Weight = r.SetIdentifier == "here" ? 255 : 0 })],
                        };
                    }

                    return null;
                }),
            },
        },
        Balanced);

    [Fact]
    public void Five_records_that_are_all_set_to_zero() => Caught(
        5,
        new Tampering
        {
            World = world => world with
            {
                Dns = Plant.In(world.Dns, (_, _, args) =>
                {
                    if (args is [_, Change.SetRecords change, _])
                    {
                        args[1] = change with { To = [.. change.To.Select(r => r with { Weight = 0 })] };
                    }

                    return null;
                }),
            },
        },
        SteeredSale.Plan);

    [Fact]
    public void Seven_a_page_that_stays_up_although_it_is_said_to_be_gone()
    {
        var gone = new HashSet<string>(StringComparer.Ordinal);
        Caught(
            7,
            new Tampering
            {
                World = world => world with
                {
                    Listeners = Plant.In(world.Listeners, (real, _, args) => args switch
                    {
                        [_, Change.DeleteListenerRule change, _] when gone.Add(change.Rule.Arn) => Task.CompletedTask,
                        [_, Change.DeleteListenerRule, _] => Task.CompletedTask,
                        [Resource.Listener listener, CancellationToken token] =>
                            WithoutAsync(real, listener, gone, token),
                        _ => null,
                    }),
                },
            },
            SteeredSale.Plan);
    }

    [Fact]
    public void Six_a_pause_that_nobody_reads() => Caught(6, new Tampering
    {
        Store = store => new BuggyStore(store)
        {
            Reads = document => document.Address.Sk != "HEAD" ? document : document with
            {
                Json = Encoding.UTF8.GetBytes(Text(document.Json).Replace(
                    "\"Paused\"",
                    "\"Act\"",
                    StringComparison.Ordinal)),
            },
        },
    });

    [Fact]
    public void Seven_a_scheduled_action_that_is_not_removed_although_it_is_said_to_be() => Caught(7, Fleets(
        (real, method, args) => args switch
        {
            [_, Change.DeleteScheduledAction, _] => Task.CompletedTask,
            [Resource.AutoScalingGroup group, GroupDetails details, CancellationToken token]
                when details.HasFlag(GroupDetails.Schedules) => UnarmedAsync(real, group, details, token),
            _ => null,
        }), SmallSale.Plan);

    [Fact]
    public void Eight_an_intent_that_is_not_written() => Caught(8, new Tampering
    {
        Store = store => new BuggyStore(store) { Writes = Without("\"kind\":\"Intent\"") },
    });

    [Fact]
    public void Ten_a_report_that_is_said_to_be_stored_and_is_not() => Caught(
        10,
        new Tampering
        {
            Store = store => new BuggyStore(store)
            {
                Writes = writes => writes[0].Address.Sk.StartsWith(StateKeys.ReportPrefix, StringComparison.Ordinal)
                    ? []
                    : writes,
            },
        },
        SmallSale.Plan);

    [Fact]
    public void Ten_a_mail_that_gets_another_id_each_time()
    {
        var sent = 0;
        Caught(
            10,
            new Tampering
            {
                World = world => world with
                {
                    Mail = Plant.In(world.Mail, (_, _, args) =>
                    {
                        if (args is [Mail mail, _])
                        {
                            sent++;
                            args[0] = mail with { Id = $"{mail.Id}-{sent}" };
                        }

                        return null;
                    }),
                },
            },
            SmallSale.Plan);
    }

    [Fact]
    public void Eleven_a_lease_that_nobody_sees_and_everybody_takes() => Caught(
        11,
        () =>
        {
            var holders = new Dictionary<StateAddress, string?>();
            return new Tampering
            {
                Store = store => new BuggyStore(store)
                {
                    Reads = document => document.Address.Sk == "RESOURCE" ? Unleased(document) : document,
                    Writes = writes => [.. writes.Where(w => IsOfHolder(w, holders))],
                },
            };
        },
        Unprepared,
        new PlannedFault(FaultKind.Impaired, SmallSale.Live.AddMinutes(8), TimeSpan.FromMinutes(1), SmallSale.Front));

    [Fact]
    public void Twelve_a_run_that_is_handed_to_nobody() => Caught(12, new Tampering
    {
        Dispatcher = dispatcher => Plant.In(dispatcher, (_, _, _) => Task.CompletedTask),
    });

    [Fact]
    public void Thirteen_an_alarm_of_which_nothing_is_kept() => Caught(13, new Tampering
    {
        Store = store => new BuggyStore(store)
        {
            Writes = writes => writes.Any(w => IsAlarm(w.Address)) ? [] : writes,
        },
    });

    /// <summary>The same seed holds without the bug, so it is the bug that is seen.</summary>
    private static void Caught(int invariant, Tampering tampering, params IReadOnlyList<PlannedFault> faults) =>
        Caught(invariant, tampering, Unprepared, faults);

    private static void Caught(
        int invariant,
        Tampering tampering,
        CompiledPlan plan,
        params IReadOnlyList<PlannedFault> faults) => Caught(invariant, () => tampering, plan, faults);

    /// <summary>For a bug that remembers: each seed gets a new one.</summary>
    private static void Caught(
        int invariant,
        Func<Tampering> tampering,
        CompiledPlan plan,
        params IReadOnlyList<PlannedFault> faults)
    {
        for (ulong seed = 1; seed <= SeedsMax; seed++)
        {
            if (Play(plan, seed, tampering(), faults).Violations.Any(v => v.Invariant == invariant))
            {
                Assert.DoesNotContain(Play(plan, seed, Tampering.None, faults).Violations, v => v.Invariant == invariant);
                return;
            }
        }

        Assert.Fail($"No checker of invariant {invariant} saw the planted bug in {SeedsMax} seeds.");
    }

    private static SimulationResult Play(
        CompiledPlan plan,
        ulong seed,
        Tampering tampering,
        IReadOnlyList<PlannedFault> faults) =>
        Simulator.Run(plan, new SimulationSettings(seed)
        {
            Weather = Weather.Storm,
            Records = false,
            Faults = faults,
            Tampering = tampering,
        });
}
