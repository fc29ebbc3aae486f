using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Plans;

public sealed class FreezesTests
{
    private static readonly ComponentName Front = Make.Component().Name;

    private static readonly Freeze Finale =
        new("finale", Make.T0, Make.T0.AddHours(1), [], AllowsCapacityUp: true);

    [Theory]
    [InlineData(ActionClass.None, true, false)]
    [InlineData(ActionClass.CapacityUp, true, false)]
    [InlineData(ActionClass.CapacityUp, false, true)]
    [InlineData(ActionClass.CapacityDown, true, true)]
    [InlineData(ActionClass.Replace, true, true)]
    [InlineData(ActionClass.Traffic, false, true)]
    [InlineData(ActionClass.None, false, false)]
    public void A_freeze_forbids_all_but_messages_and_what_it_allows(ActionClass what, bool allowsUp, bool forbidden)
    {
        var freeze = Finale with { AllowsCapacityUp = allowsUp };
        Assert.Equal(forbidden ? freeze : null, Freezes.Forbidding([freeze], Front, what, Make.T0));
    }

    [Fact]
    public void It_holds_from_its_start_until_just_before_its_end_on_its_components()
    {
        Assert.Null(Find(Finale, -1));
        Assert.NotNull(Find(Finale, 0));
        Assert.NotNull(Find(Finale, 3599));
        Assert.Null(Find(Finale, 3600));
        Assert.Null(Find(Finale with { Components = [ComponentName.Parse("other")] }, 0));
        Assert.NotNull(Find(Finale with { Components = [Front] }, 0));
    }

    [Fact]
    public void Of_two_the_later_end_is_named()
    {
        var longer = Finale with { Name = "longer", Until = Make.T0.AddHours(2) };
        Assert.Equal("longer", Freezes.Forbidding([longer, Finale], Front, ActionClass.Replace, Make.T0)!.Name);
    }

    private static Freeze? Find(Freeze freeze, int seconds) =>
        Freezes.Forbidding([freeze], Front, ActionClass.Replace, Make.T0.AddSeconds(seconds));
}
