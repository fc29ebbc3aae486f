using System.Diagnostics;
using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;

namespace ServerlessReadiness.Core.Reports;

/// <summary>The parts of a report that are numbers: metrics, capacity, criteria, the whole event.</summary>
internal static class ReportNumbers
{
    public static IEnumerable<Block> Metrics(ReportWords words, IReadOnlyList<ReportPicture> pictures)
    {
        yield return words.Heading(ReportPhrase.MetricsHeading);
        var rows = words.Report.Metrics;
        if (rows.Count == 0)
        {
            yield return new Block.Paragraph(words.Say(ReportPhrase.MetricsNone));
            yield break;
        }

        yield return new Block.Table(
            [
                new Column(words.Say(ReportPhrase.ColumnMetric)),
                new Column(words.Say(ReportPhrase.ColumnNow), IsNumber: true),
                new Column(words.Say(ReportPhrase.ColumnChange), IsNumber: true),
                new Column(words.Say(ReportPhrase.ColumnNormal), IsNumber: true),
            ],
            EquatableList.From(rows.Select(r => EquatableList.From<Line>(
                [Name(r), Now(words, r), Change(words, r), Normal(words, r)]))));
        if (rows.Any(r => r is { Value: not null, Before: not null }))
        {
            var since = words.Wording.DateTime(words.Report.Since);
            yield return new Block.Paragraph(words.Say(ReportPhrase.ChangeFirst, since));
        }

        foreach (var picture in pictures)
        {
            yield return new Block.Picture(picture.Source, words.Say(ReportPhrase.Chart, picture.Metric));
        }
    }

    public static IEnumerable<Block> Capacity(ReportWords words)
    {
        var rows = words.Report.Capacity;
        if (rows.Count == 0)
        {
            yield break;
        }

        yield return words.Heading(ReportPhrase.CapacityHeading);
        yield return new Block.Table(
            [
                new Column(words.Say(ReportPhrase.ColumnComponent)),
                new Column(words.Say(ReportPhrase.ColumnInService), IsNumber: true),
                new Column(words.Say(ReportPhrase.ColumnWanted), IsNumber: true),
                new Column(words.Say(ReportPhrase.ColumnBounds), IsNumber: true),
            ],
            EquatableList.From(rows.Select(r => EquatableList.From<Line>(
            [
                r.Component.Value,
                InService(words, r),
                r.Wanted is { } wanted ? Wording.Number(wanted) : words.Say(ReportPhrase.NoneWanted),
                r.Bounds is { } b ? Range(words, b.Minimum, b.Maximum) : words.Say(ReportPhrase.Unknown),
            ]))));
        var notes = rows.SelectMany(r => Notes(words, r)).ToList();
        if (notes.Count > 0)
        {
            yield return new Block.Items(EquatableList.From(notes));
        }
    }

    /// <summary>In one line: as planned, or what is below it.</summary>
    public static Line CapacityInWords(ReportWords words)
    {
        var wanted = words.Report.Capacity.Where(c => c.Wanted is not null).ToList();
        var known = wanted.Where(c => c.InService is not null).ToList();
        var below = known.Where(c => c.InService < c.Wanted).ToList();
        return (wanted.Count, known.Count, below.Count) switch
        {
            (0, _, _) => words.Say(ReportPhrase.CapacityNone),
            (_, 0, _) => words.Say(ReportPhrase.CapacityUnknown),
            (_, var all, 0) => words.Wording.Count(ReportPhrase.CapacityAll, all),
            _ => words.Say(
                ReportPhrase.CapacityBelow,
                words.Wording.List([.. below.Select(c =>
                    $"{c.Component} {Wording.Number(c.InService!.Value)}/{Wording.Number(c.Wanted!.Value)}")])),
        };
    }

    public static IEnumerable<Block> Criteria(ReportWords words)
    {
        var criteria = words.Report.Criteria;
        if (criteria.Count == 0)
        {
            yield break;
        }

        yield return words.Heading(words.Report.Kind == ReportKind.Regular
            ? ReportPhrase.CriteriaHeading
            : ReportPhrase.CriteriaFinalHeading);
        yield return new Block.Items(EquatableList.From(criteria.Select(c => Criterion(words, c))));
    }

    /// <summary>What was counted of the whole event; only once Live or the event is over.</summary>
    public static IEnumerable<Block> Whole(ReportWords words)
    {
        var report = words.Report;
        if (report.Kind == ReportKind.Regular)
        {
            yield break;
        }

        yield return words.Heading(ReportPhrase.WholeHeading);
        var (totals, unmeasured) = (report.Totals, words.Say(ReportPhrase.NotMeasured));
        yield return new Block.Facts(
        [
            new Fact(words.Say(ReportPhrase.WholeCounted), words.Wording.DateTime(totals.Since)),
            new Fact(words.Say(ReportPhrase.WholeRequests), totals.Requests is { } r ? words.Wording.Short(r) : unmeasured),
            new Fact(words.Say(ReportPhrase.WholeFailed), totals.Failed is { } f ? words.Wording.Short(f) : unmeasured),
            new Fact(words.Say(ReportPhrase.WholeDid), Wording.Number(totals.Did)),
            new Fact(words.Say(ReportPhrase.WholeDeclined), Wording.Number(totals.Declined)),
            new Fact(words.Say(ReportPhrase.WholePaged), Wording.Number(totals.Paged)),
            new Fact(words.Say(ReportPhrase.WholePeople), Wording.Number(totals.People)),
            new Fact(
                words.Say(ReportPhrase.WholeSpend),
                report.ExtraSpend is { } s ? words.Wording.Money(s, words.Plan.Guardrails.Currency) : unmeasured),
            new Fact(
                words.Say(ReportPhrase.WholeUnitHours),
                report.ExtraUnitHours is { } h ? words.Say(ReportPhrase.UnitHours, Wording.Number(h, 1)) : unmeasured),
        ]);
        if (report.Contingencies.Count > 0)
        {
            yield return words.Heading(ReportPhrase.ContingenciesHeading);
            yield return new Block.Items(EquatableList.From(report.Contingencies.Select(c => Contingency(words, c))));
        }
    }

    private static Line Name(MetricRow row) => row.Component is { } component ? $"{row.Name} ({component})" : row.Name;

    private static Line Now(ReportWords words, MetricRow row) => (row.Value, row.IsNormal) switch
    {
        (null, _) => Line.Of(new Span.Mark(Tone.Neutral, words.Say(ReportPhrase.NoData))),
        ({ } value, false) => Line.Of(
            new Span.Plain(words.Number(value) + " "),
            new Span.Mark(Tone.Warning, words.Say(ReportPhrase.Outside))),
        ({ } value, _) => words.Number(value),
    };

    private static Line Change(ReportWords words, MetricRow row)
    {
        if (row is not { Value: { } value, Before: { } before })
        {
            return words.Say(ReportPhrase.NoBefore);
        }

        var by = value - before;
        var sign = by > 0 ? "+" : "";
        return Math.Abs(before) < double.Epsilon
            ? $"{sign}{words.Number(by)}"
            : $"{sign}{words.Number(by)} ({sign}{words.Wording.Percent((decimal)Math.Round(by / Math.Abs(before) * 100))})";
    }

    private static Line Normal(ReportWords words, MetricRow row)
    {
        var normal = row.Normal is { } range ? Range(words, range.Low, range.High) : words.Say(ReportPhrase.NoRange);
        return (row.Forecast, row.Allowed) switch
        {
            ({ } forecast, _) => $"{normal}; {words.Say(ReportPhrase.Expected, words.Number(forecast))}",
            (null, MetricRange allowed) when allowed != row.Normal =>
                $"{normal}; {words.Say(ReportPhrase.ExpectedUpTo, words.Number(allowed.High))}",
            _ => normal,
        };
    }

    private static string Range(ReportWords words, double low, double high) =>
        words.Say(ReportPhrase.Range, words.Number(low), words.Number(high));

    private static Line InService(ReportWords words, CapacityRow row) => row.InService switch
    {
        null => words.Say(ReportPhrase.Unknown),
        { } units when units < row.Wanted => Line.Of(new Span.Mark(Tone.Warning, Wording.Number(units))),
        { } units => Wording.Number(units),
    };

    private static IEnumerable<Line> Notes(ReportWords words, CapacityRow row)
    {
        if (row.Level > 0)
        {
            yield return $"{row.Component}: {words.Say(ReportPhrase.SheddingLevel, Wording.Number(row.Level))}";
        }

        if (row.Held is { } why)
        {
            yield return $"{row.Component}: {words.Say(ReportPhrase.HeldBecause, ReportWords.Cut(why))}";
        }
    }

    /// <summary>What a criterion asks for, in words.</summary>
    public static string Name(ReportWords words, ReportedCriterion criterion) =>
        words.Say(PhraseOf(criterion.Measure), Measured(words, criterion.Measure, criterion.Limit));

    private static Line Criterion(ReportWords words, ReportedCriterion criterion)
    {
        var name = Name(words, criterion);
        if (criterion.Value is not { } value || criterion.Holds is not { } holds)
        {
            return words.Say(ReportPhrase.CriterionUnmeasured, name);
        }

        return Line.Of(
            new Span.Mark(holds ? Tone.Good : Tone.Bad, words.Say(holds ? ReportPhrase.Holds : ReportPhrase.Missed)),
            new Span.Plain(
                $" {words.Say(ReportPhrase.CriterionValue, name, Measured(words, criterion.Measure, value))}"));
    }

    private static string Measured(ReportWords words, CriterionMeasure measure, decimal value) => measure switch
    {
        CriterionMeasure.ReliefMinutes => words.Wording.Duration(TimeSpan.FromMinutes((double)value)),
        CriterionMeasure.ExtraSpend => words.Wording.Money(value, words.Plan.Guardrails.Currency),
        _ => words.Percent(value),
    };

    private static ReportPhrase PhraseOf(CriterionMeasure measure) => measure switch
    {
        CriterionMeasure.ServedPercent => ReportPhrase.MeasureServed,
        CriterionMeasure.FailedPercent => ReportPhrase.MeasureFailed,
        CriterionMeasure.ShedPercent => ReportPhrase.MeasureShed,
        CriterionMeasure.ReliefMinutes => ReportPhrase.MeasureRelief,
        CriterionMeasure.ExtraSpend => ReportPhrase.MeasureSpend,
        _ => throw new UnreachableException($"No phrase for {measure}."),
    };

    private static Line Contingency(ReportWords words, ReportedContingency tried)
    {
        var target = words.Wording.Duration(tried.Target);
        var name = $"{tried.Name} ({tried.Scenario})";
        return tried is { Doubt: null, Measured: { } measured }
            ? words.Say(ReportPhrase.ContingencyTried, name, words.Wording.Duration(measured), target)
            : words.Say(ReportPhrase.ContingencyDoubt, name, target, ReportWords.Cut(tried.Doubt ?? "–"));
    }
}
