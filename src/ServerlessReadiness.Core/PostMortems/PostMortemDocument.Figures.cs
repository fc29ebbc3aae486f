using ServerlessReadiness.Core.Documents;
using P = ServerlessReadiness.Core.PostMortems.PostMortemPhrase;

namespace ServerlessReadiness.Core.PostMortems;

/// <summary>Demand and capacity in numbers.</summary>
public sealed partial class PostMortemDocument
{
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

        if (DemandDrawing.Of(_facts, _wording) is { } drawing)
        {
            Add(new Block.Paragraph(Line.Of(
                new Span.Strong(Say(P.ChartTitle)),
                new Span.Plain($" ({Say(P.ChartUnit)})"))));
            Add(drawing);
        }

        foreach (var day in DemandHours.Of(_facts).GroupBy(h => _wording.Date(h.At)))
        {
            Add(new Block.Heading(3, day.Key));
            HourRows(day);
        }
    }

    private void HourRows(IEnumerable<DemandHour> hours) => Table(
        [
            new(Say(P.Hour)), Number(P.Expected), Number(P.Offered), Number(P.Difference), Number(P.Served),
            Number(P.Shed), Number(P.Failed), Number(P.PeakRate),
        ],
        hours.Select(h => (IEnumerable<Line>)
        [
            _wording.Time(h.At),
            h.Forecast is { } expected ? _wording.Short(expected) : Say(P.NoForecast),
            Offered(h),
            Difference(h),
            Count(h.Served),
            Count(h.Shed),
            Count(h.Failed),
            h.Peak is { } peak ? _wording.Short(Math.Round(peak)) : Say(P.NotMeasured),
        ]));

    private Line Offered(DemandHour hour) =>
        hour.Offered is null ? Say(P.NotMeasured)
        : hour.Covered < TimeSpan.FromHours(1) && hour.At.AddHours(1) <= _facts.ReadAt
            ? Say(P.PartOfHour, _wording.Short(hour.Offered.Value), _wording.Duration(hour.Covered))
            : _wording.Short(hour.Offered.Value);

    private Line Difference(DemandHour hour)
    {
        // A part of an hour is not compared with the whole.
        if (hour is not { Offered: { } offered, Forecast: > 0 } || hour.Covered < TimeSpan.FromHours(1))
        {
            return Say(P.NotMeasured);
        }

        var percent = Math.Round((offered - hour.Forecast.Value) * 100m / hour.Forecast.Value);
        return percent == 0 ? _wording.Percent(0) : (percent > 0 ? "+" : "") + _wording.Percent(percent);
    }

    private string Count(long? number) => number is { } known ? _wording.Short(known) : Say(P.NotMeasured);

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
            Add(new Block.Paragraph(Say(P.SpendCounted, _wording.Money(spend, _plan.Guardrails.Currency))));
        }
        else
        {
            Add(new Block.Paragraph(Say(P.NoPrice)));
        }

        Add(new Block.Paragraph(Say(P.BillNotRead)));
    }

    private void CapacityTable()
    {
        var rows = _uses.Select(u => (IEnumerable<Line>)
        [
            u.Component.Name.Value,
            Languages.Wording.Number(u.Hours, 1),
            Hours(u.UsedHours),
            Hours(u.UnusedHours),
            Hours(u.ExtraHours),
            $"{Languages.Wording.Number(u.Peak)} / {u.Component.Floor} / {u.Component.Ceiling}",
            u.NeededPeak is { } needed ? Languages.Wording.Number(needed, 1) : Say(P.NotMeasured),
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
                new(Say(P.Component)), Number(P.UnitHours), Number(P.UsedHours), Number(P.UnusedHours),
                Number(P.ExtraHours), Number(P.MostUnits), Number(P.MostNeeded), Number(P.Price), Number(P.ExtraCost),
            ],
            rows.Concat(total));
    }

    private string Hours(decimal? hours) =>
        hours is { } known ? Languages.Wording.Number(known, 1) : Say(P.NotMeasured);

    // Two decimals would hide a third of some prices.
    private string Price(decimal? price) => price is { } known
        ? _wording.Say(
            Languages.LanguagePhrase.Money,
            Languages.Wording.Number(known, Math.Max(2, (int)known.Scale)),
            _plan.Guardrails.Currency)
        : Say(P.NotMeasured);

    private string Money(decimal? amount) =>
        amount is { } known ? _wording.Money(known, _plan.Guardrails.Currency) : Say(P.NotMeasured);
}
