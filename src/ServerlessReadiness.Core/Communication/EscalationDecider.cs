using System.Diagnostics;
using System.Globalization;

namespace ServerlessReadiness.Core.Communication;

/// <summary>
/// Climbs while nobody sees to a trouble: one step after the other, then the last step again and again. A late beat
/// makes a step late and skips none.
/// </summary>
public static class EscalationDecider
{
    /// <summary>Whoever has not answered so often does not read it; the trouble stays on status and in each report.
    /// </summary>
    public const int RepeatsMax = 24;

    /// <param name="record">What is remembered.</param>
    /// <param name="need">Whether it still waits for somebody.</param>
    /// <param name="why">In words, where it does not.</param>
    /// <param name="steps">Whom to tell; at least one step.</param>
    /// <param name="repeatEvery">How often the last step is repeated.</param>
    /// <param name="now">The present.</param>
    public static EscalationDecision Decide(
        EscalationRecord record,
        EscalationNeed need,
        string why,
        EquatableList<EscalationStep> steps,
        TimeSpan repeatEvery,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(steps);
        var isRepeat = record.Told >= steps.Count;
        var step = steps[Math.Min(record.Told, steps.Count - 1)];
        var due = (record.ToldAt ?? record.Since) + (isRepeat ? repeatEvery : step.After);
        return (need, isRepeat) switch
        {
            (EscalationNeed.TakenUp or EscalationNeed.Over, _) => End(record, why),
            (EscalationNeed.Waits, _) when now < due =>
                new EscalationDecision(record, due, null, $"it waits until {due:u}"),
            (EscalationNeed.Waits, true) when record.Repeats >= RepeatsMax => End(
                record,
                string.Create(CultureInfo.InvariantCulture, $"the last step was repeated {RepeatsMax} times in vain")),
            (EscalationNeed.Waits, true) => Tell(record, step, repeatEvery, record.Told, record.Repeats + 1, now),
            (EscalationNeed.Waits, false) => Tell(
                record,
                step,
                record.Told + 1 < steps.Count ? steps[record.Told + 1].After : repeatEvery,
                record.Told + 1,
                0,
                now),
            _ => throw new UnreachableException($"No row for {need}."),
        };
    }

    private static EscalationDecision Tell(
        EscalationRecord record,
        EscalationStep step,
        TimeSpan nextAfter,
        int told,
        int repeats,
        DateTimeOffset now)
    {
        var whom = step.Contacts.Count == 0
            ? "whoever reads the notifications"
            : string.Join(", ", step.Contacts.Select(c => $"{c.Name} ({c.Role})"));
        var next = record with
        {
            Told = told,
            Repeats = repeats,
            ToldAt = now,
            ToldWhom = EquatableList.From(step.Contacts.Select(c => c.Name)),
        };
        var waits = Math.Floor((now - record.Since).TotalMinutes).ToString("0", CultureInfo.InvariantCulture);
        return new EscalationDecision(
            next,
            now + nextAfter,
            step,
            $"nobody has seen to it for {waits} minutes; told: {whom}");
    }

    private static EscalationDecision End(EscalationRecord record, string why) =>
        new(record with { Over = why }, null, null, why);
}
