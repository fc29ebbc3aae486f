namespace ServerlessReadiness.Core.Plans;

/// <summary>
/// The event's time zone as the plan carries it: a list of offsets around the event, since functions have no tz
/// database.
/// </summary>
public sealed class PlanClocks
{
    private readonly EquatableList<UtcOffsetChange> _offsets;

    public PlanClocks(CompiledPlan plan)
        : this(plan.Offsets)
    {
    }

    public PlanClocks(EquatableList<UtcOffsetChange> offsets) =>
        _offsets = offsets.Count > 0 ? offsets : [new UtcOffsetChange(DateTimeOffset.MinValue, TimeSpan.Zero, "UTC")];

    /// <summary>The instant on the event's clocks.</summary>
    public DateTimeOffset ToLocal(DateTimeOffset instant) => instant.ToOffset(OffsetAt(instant).Offset);

    /// <summary>How people of the event's place call its time at the instant, such as KST.</summary>
    public string Abbreviation(DateTimeOffset instant) => OffsetAt(instant).Abbreviation;

    /// <summary>
    /// The instants at which the event's clocks show this: none in the hour that a change to summer time skips, two in
    /// the hour that the change back repeats.
    /// </summary>
    public IReadOnlyList<DateTimeOffset> InstantsOf(DateTime local) =>
    [
        .. _offsets
            .Select(o => o.Offset)
            .Distinct()
            .Select(o => new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), o))
            .Where(i => OffsetAt(i).Offset == i.Offset)
            .Order(),
    ];

    /// <summary>Whether nobody changes the clocks after the one instant and until the other.</summary>
    public bool IsSteady(DateTimeOffset from, DateTimeOffset until) =>
        !_offsets.Any(change => change.From > from && change.From <= until);

    private UtcOffsetChange OffsetAt(DateTimeOffset instant)
    {
        var found = _offsets[0];
        foreach (var change in _offsets)
        {
            if (change.From > instant)
            {
                break;
            }

            found = change;
        }

        return found;
    }
}
