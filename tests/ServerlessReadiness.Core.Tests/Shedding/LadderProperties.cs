using CsCheck;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Shedding;

/// <summary>Any pressure, any demand, any end of a run, in any order.</summary>
public sealed class LadderProperties
{
    private enum Happening
    {
        Pressure,
        Fits,
        Presses,
        Unknown,
        RunDone,
        RunUndone,
        RunFailed,
    }

    [Fact]
    public void A_ladder_moves_by_one_level_within_its_bounds_and_comes_down_only_after_the_soak() =>
        Gen.Select(Gen.Enum<Happening>(), Gen.Int[1, 6]).Array[1, 120].Sample(happenings =>
        {
            var (state, now) = (LadderState.Ground, Make.T0);
            DateTimeOffset? fitsSince = null;
            foreach (var (happening, minutes) in happenings)
            {
                now = now.AddMinutes(minutes);
                var before = state;
                state = After(state, happening, now);
                Assert.InRange(state.Level, 0, Ladders.Ladder.Levels.Count);
                Assert.InRange(Math.Abs(state.Level - before.Level), 0, 1);
                Assert.True(state.Level >= before.Level || before.From is not null || Soaked(fitsSince, now), "too early");
                Assert.True(state.Level <= before.Level || Climbs(before, happening, now), "climbed by itself");
                Assert.False(state is { Level: > 0, From: null, ExpiresAt: null }, "a level without an end");
                fitsSince = happening switch
                {
                    _ when before.From is not null || state.From is not null => null,
                    Happening.Fits => fitsSince ?? now,
                    Happening.Presses or Happening.Unknown => null,
                    _ => fitsSince,
                };
            }
        });

    private static bool Climbs(LadderState before, Happening happening, DateTimeOffset now) =>
        (happening == Happening.Pressure && (before.Level == 0 || now - before.ChangedAt >= Ladders.SoakUp))
        || before.From > before.Level;

    private static bool Soaked(DateTimeOffset? since, DateTimeOffset now) => now - since >= Ladders.SoakDown;

    private static LadderState After(LadderState state, Happening happening, DateTimeOffset now)
    {
        if (happening == Happening.Pressure)
        {
            return LadderDecider.Climb(Ladders.Ladder, state, now) is LadderClimb.Next
                ? LadderDecider.Begin(Ladders.Ladder, state, Ladders.First, now)
                : state;
        }

        var demand = happening switch
        {
            Happening.Fits => Ladders.Demand(100),
            Happening.Presses => Ladders.Demand(399),
            Happening.Unknown => Ladders.Demand(null),
            _ => null,
        };
        var run = happening switch
        {
            Happening.RunDone => Ended(RunState.Done),
            Happening.RunUndone => Ended(RunState.Undone),
            Happening.RunFailed => Ended(RunState.Failed),
            _ => Ended(RunState.Running),
        };
        return demand is null && state.From is null
            ? state
            : LadderDecider.Decide(Ladders.Situation(state, demand, run), () => Ladders.Second, now).Next;
    }

    private static Run Ended(RunState state) =>
        Ladders.Ended(LadderRunbooks.Climb(Ladders.Ladder, 1), state, ("keep", Ladders.Kept));
}
