using System.Globalization;
using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.Languages;
using P = ServerlessReadiness.Core.PostMortems.PostMortemPhrase;

namespace ServerlessReadiness.Core.PostMortems;

/// <summary>Demand and capacity in numbers.</summary>
public sealed partial class PostMortemDocument
{
    private const string UtcDay = "yyyy-MM-dd";

    /// <summary>More days than this nobody reads hour by hour.</summary>
    private const int DaysMax = 7;

    private void Demand()
    {
        Heading(P.Demand);
        if (_facts.Measured.Unreadable is { } why)
        {
            Add(new Block.Notice(Tone.Warning, Say(P.MetricsUnreadable, why)));
        }

        if (_plan.Traffic.Count == 0)
        {
            Add(new Block.Paragraph(Say(P.NoForecast)));
        }

        if (_facts.Measured.Demand.Count == 0)
        {
            Add(new Block.Paragraph(Say(P.NoDemandMetric)));
        }
        else
        {
            Add(new Block.Paragraph(Say(P.DemandIntro)));
        }

        if (DemandDrawing.Of(_facts, Wording) is { } drawing)
        {
            Add(new Block.Paragraph(Line.Of(
                new Span.Strong(Say(P.ChartTitle)),
                new Span.Plain($" ({Say(P.ChartUnit)})"))));
            Add(drawing);
        }

        // An hour of which nothing is known is in the appendix only.
        var days = DemandHours.Of(_facts)
            .Where(h => h.Offered is not null || h.Forecast is not null)
            .GroupBy(h => Wording.Date(h.At))
            .ToList();
        var shown = days.OrderByDescending(d => d.Max(h => h.Offered ?? h.Forecast)).Take(DaysMax).ToHashSet();
        if (shown.Count < days.Count)
        {
            Add(new Block.Paragraph(Say(P.DaysLeftOut, Wording.Number(shown.Count), Wording.Number(days.Count))));
        }

        foreach (var day in days.Where(shown.Contains))
        {
            Add(new Block.Heading(3, day.Key));
            HourRows(day);
        }
    }

    private void HourRows(IEnumerable<DemandHour> hours) => Table(
        [
            new(Say(P.Hour)), NumberColumn(P.Expected), NumberColumn(P.Offered), NumberColumn(P.Difference), NumberColumn(P.Served),
            NumberColumn(P.Shed), NumberColumn(P.Failed), NumberColumn(P.PeakRate),
        ],
        hours.Select(h => (IEnumerable<Line>)
        [
            Wording.Time(h.At),
            h.Forecast is { } expected ? Wording.Short(expected) : Say(P.NoForecast),
            Offered(h),
            Difference(h),
            Count(h.Served),
            Count(h.Shed),
            Count(h.Failed),
            h.Peak is { } peak ? Wording.Short(Math.Round(peak)) : Say(P.NotMeasured),
        ]));

    private Line Offered(DemandHour hour) =>
        hour.Offered is null ? Say(P.NotMeasured)
        : hour.Covered < TimeSpan.FromHours(1) && hour.At.AddHours(1) <= _facts.ReadAt
            ? Say(P.PartOfHour, Wording.Short(hour.Offered.Value), Wording.Duration(hour.Covered))
            : Wording.Short(hour.Offered.Value);

    private Line Difference(DemandHour hour)
    {
        // A part of an hour is not compared with the whole.
        if (hour is not { Offered: { } offered, Forecast: > 0 } || hour.Covered < TimeSpan.FromHours(1))
        {
            return Say(P.NotMeasured);
        }

        var percent = Math.Round((offered - hour.Forecast.Value) * 100m / hour.Forecast.Value);
        return percent == 0 ? Wording.Percent(0) : (percent > 0 ? "+" : "") + Wording.Percent(percent);
    }

    private string Count(long? number) => number is { } known ? Wording.Short(known) : Say(P.NotMeasured);

    private void Capacity()
    {
        Heading(P.Capacity);
        if (_uses.Count == 0)
        {
            Add(new Block.Paragraph(Say(P.NoCapacity)));
        }
        else
        {
            Add(new Block.Paragraph(Say(P.CapacityIntro)));
            CapacityTable();
        }

        if (CriteriaVerdicts.SpendOf(_facts) is { } spend)
        {
            Add(new Block.Paragraph(Say(P.SpendCounted, Wording.Money(spend, _plan.Guardrails.Currency))));
        }
        else
        {
            Add(new Block.Paragraph(Say(P.NoPrice)));
        }

        Charged();
    }

    private void Charged()
    {
        if (_facts.Bill is not { } bill)
        {
            Add(new Block.Paragraph(_facts.BillUnreadable is { } why ? Say(P.BillUnreadable, why) : Say(P.BillNotRead)));
            return;
        }

        if (bill.Lines.Count == 0)
        {
            Add(new Block.Notice(Tone.Warning, Say(P.BillEmpty, bill.Tag)));
            return;
        }

        Add(new Block.Paragraph(Say(
            P.BillIntro,
            bill.Tag,
            bill.From.ToString(UtcDay, CultureInfo.InvariantCulture),
            bill.Until.AddDays(-1).ToString(UtcDay, CultureInfo.InvariantCulture))));
        Table(
            [new(Say(P.Service)), NumberColumn(P.Charged)],
            [
                .. bill.Lines.Select(l => (IEnumerable<Line>)[l.Service, Wording.Money(l.Amount, l.Currency)]),
                .. bill.Total is { } total
                    ? new IEnumerable<Line>[]
                    {
                        [
                            Line.Of(new Span.Strong(Say(P.Total))),
                            Line.Of(new Span.Strong(Wording.Money(total, bill.Lines[0].Currency))),
                        ],
                    }
                    : [],
            ]);
        if (bill.IsEstimated)
        {
            Add(new Block.Paragraph(Say(P.BillEstimated)));
        }
    }

    private void CapacityTable()
    {
        var rows = _uses.Select(u => (IEnumerable<Line>)
        [
            u.Component.Name.Value,
            Wording.Number(u.Hours, 1),
            Hours(u.UsedHours),
            Hours(u.UnusedHours),
            Hours(u.ExtraHours),
            $"{Wording.Number(u.Peak)} / {u.Component.Floor} / {u.Component.Ceiling}",
            u.NeededPeak is { } needed ? Wording.Number(needed, 1) : Say(P.NotMeasured),
            Price(u.Component.UnitPricePerHour),
            Money(u.ExtraCost),
        ]);
        var total = _uses.Any(u => u.ExtraCost is not null)
            ? new IEnumerable<Line>[]
            {
                [
                    Line.Of(new Span.Strong(Say(P.Total))), "", "", "", "", "", "", "",
                    Line.Of(new Span.Strong(Money(_uses.Sum(u => u.ExtraCost ?? 0)))),
                ],
            }
            : [];
        Table(
            [
                new(Say(P.Component)), NumberColumn(P.UnitHours), NumberColumn(P.UsedHours), NumberColumn(P.UnusedHours),
                NumberColumn(P.ExtraHours), NumberColumn(P.MostUnits), NumberColumn(P.MostNeeded), NumberColumn(P.Price), NumberColumn(P.ExtraCost),
            ],
            rows.Concat(total));
    }

    private string Hours(decimal? hours) =>
        hours is { } known ? Wording.Number(known, 1) : Say(P.NotMeasured);

    // Two decimals would hide a third of some prices.
    private string Price(decimal? price) => price is { } known
        ? Wording.Say(
            Languages.LanguagePhrase.Money,
            Wording.Number(known, Math.Max(2, (int)known.Scale)),
            _plan.Guardrails.Currency)
        : Say(P.NotMeasured);

    private string Money(decimal? amount) =>
        amount is { } known ? Wording.Money(known, _plan.Guardrails.Currency) : Say(P.NotMeasured);
}
