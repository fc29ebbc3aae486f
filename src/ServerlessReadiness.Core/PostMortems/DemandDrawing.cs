using System.Globalization;
using System.Text;
using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Traffic;

namespace ServerlessReadiness.Core.PostMortems;

/// <summary>
/// Forecast against measured demand as a small drawing that needs no style sheet, so that it also stands in a mail. It
/// takes the colour of the text around it for its labels, and no line is told from another by colour alone.
/// </summary>
public sealed class DemandDrawing
{
    private const int Width = 720;
    private const int Height = 300;
    private const int Left = 56;
    private const int Right = 12;
    private const int Top = 12;
    private const int Bottom = 62;
    private const int BucketsMax = 240;
    private const int MarksWanted = 4;
    private static readonly double[] Steps = [1, 2, 2.5, 5, 10];
    private readonly Wording _wording;
    private readonly PlanClocks _clocks;
    private readonly DateTimeOffset _from;
    private readonly DateTimeOffset _until;
    private readonly double _top;
    private readonly double _mark;

    private DemandDrawing(Wording wording, PlanClocks clocks, IReadOnlyList<Bucket> buckets, TimeSpan step)
    {
        (_wording, _clocks) = (wording, clocks);
        (_from, _until) = (buckets[0].At, buckets[^1].At + step);
        var most = buckets.Max(b => Math.Max(b.Forecast, Math.Max(b.Offered ?? 0, b.Served ?? 0)));
        var raw = Math.Max(most, 1e-9) / MarksWanted;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        _mark = power * Steps.First(s => s * power >= raw * 0.999);
        _top = _mark * Math.Ceiling(most / _mark * 0.9999);
    }

    /// <summary>Null when there is neither a forecast nor a measurement to draw.</summary>
    public static Block.Drawing? Of(EventFacts facts, Wording wording)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(wording);
        var (buckets, step) = Buckets(facts);
        if (buckets.Count < 2 || buckets.All(b => b is { Forecast: 0, Offered: null or 0 }))
        {
            return null;
        }

        var drawing = new DemandDrawing(wording, new PlanClocks(facts.Plan), buckets, step);
        var alternative = wording.Say(
            PostMortemPhrase.ChartAlternative,
            buckets.Any(b => b.Offered is not null)
                ? wording.Short((decimal)Math.Round(buckets.Max(b => b.Offered ?? 0)))
                : wording.Say(PostMortemPhrase.NotMeasured),
            wording.Short((decimal)Math.Round(buckets.Max(b => b.Forecast))));
        return new Block.Drawing(drawing.Write(buckets), alternative);
    }

    private static (List<Bucket> Buckets, TimeSpan Step) Buckets(EventFacts facts)
    {
        var (from, until) = (facts.Plan.Schedule.Prewarm, facts.Plan.Schedule.Closed);
        var minutes = (int)Math.Max(1, Math.Ceiling((until - from).TotalMinutes));
        var period = (int)Math.Max(1, facts.Measured.Period.TotalMinutes);
        var step = TimeSpan.FromMinutes((((minutes / BucketsMax) / period) + 1) * period);
        var measured = facts.Measured.Demand.ToLookup(p => (int)((p.At - from) / step));
        List<Bucket> buckets = [];
        for (var at = from; at < until; at += step)
        {
            var points = measured[buckets.Count].ToList();
            buckets.Add(new Bucket(
                at,
                TrafficForecast.RateAt(facts.Plan, at + (step / 2)),
                Rate(points, facts.Measured.Period, p => p.Offered),
                Rate(points, facts.Measured.Period, p => p.Served),
                Rate(points, facts.Measured.Period, p => p.Shed)));
        }

        return (buckets, step);
    }

    private static double? Rate(List<DemandPoint> points, TimeSpan period, Func<DemandPoint, long?> of)
    {
        var known = points.Select(of).OfType<long>().ToList();
        return known.Count == 0 ? null : known.Average() / period.TotalSeconds;
    }

    private string Write(IReadOnlyList<Bucket> buckets) => PageText.Part(page =>
    {
        page.Add($"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}"
            font-family="inherit" font-size="12" fill="currentColor" aria-hidden="true">

            """);
        Ground(page);
        Line(page, buckets, b => b.Forecast, "#64748b", "6 4");
        Line(page, buckets, b => b.Offered, "#d97706", "");
        Line(page, buckets, b => b.Served, "#2563eb", "");
        var isShed = buckets.Any(b => b.Shed > 0);
        if (isShed)
        {
            Line(page, buckets, b => b.Shed, "#dc2626", "2 3");
        }

        Legend(page, buckets, isShed);
        page.Add($"</svg>");
    }).Html;

    private void Ground(PageText page)
    {
        for (var value = 0.0; value <= _top * 1.0001; value += _mark)
        {
            page.Add($"""
                <path d="M{Left} {Y(value)}H{Width - Right}" stroke="#88888855" fill="none" />
                <text x="{Left - 6}" y="{Number(Y(value) + 4)}" text-anchor="end"
                >{_wording.Short((decimal)value)}</text>

                """);
        }

        var hours = new[] { 1, 2, 3, 4, 6, 12, 24, 48 }.First(h => (_until - _from).TotalHours / h <= 9 || h == 48);
        var local = _clocks.ToLocal(_from);
        var at = new DateTimeOffset(local.Year, local.Month, local.Day, local.Hour, 0, 0, local.Offset);
        for (; at < _until; at = at.AddHours(1))
        {
            var shown = _clocks.ToLocal(at);
            if (at >= _from && shown.Hour % hours == 0)
            {
                var label = shown.ToString("HH:mm", CultureInfo.InvariantCulture);
                page.Add($"""
                    <path d="M{X(at)} {Top}V{Height - Bottom}" stroke="#88888833" fill="none" />
                    <text x="{X(at)}" y="{Height - Bottom + 18}" text-anchor="middle">{label}</text>

                    """);
                if (shown.Hour == 0)
                {
                    var day = _wording.DateShort(at);
                    page.Add($"""
                        <text x="{X(at)}" y="{Height - Bottom + 33}" text-anchor="middle">{day}</text>

                        """);
                }
            }
        }
    }

    private void Line(
        PageText page,
        IReadOnlyList<Bucket> buckets,
        Func<Bucket, double?> of,
        string colour,
        string dash)
    {
        var path = new StringBuilder();
        var draws = false;
        foreach (var bucket in buckets)
        {
            // Where nothing was measured there is a gap, never a line to zero.
            if (of(bucket) is { } value)
            {
                path.Append(draws ? 'L' : 'M').Append(X(bucket.At)).Append(' ').Append(Y(value));
            }

            draws = of(bucket) is not null;
        }

        if (path.Length > 0)
        {
            page.Add($"""<path d="{path.ToString()}" fill="none" stroke="{colour}" stroke-width="1.6" """);
            page.Add($"""stroke-dasharray="{dash}" />{"\n"}""");
        }
    }

    private void Legend(PageText page, IReadOnlyList<Bucket> buckets, bool isShed)
    {
        List<(PostMortemPhrase Name, string Colour, string Dash)> lines =
            [(PostMortemPhrase.LineForecast, "#64748b", "6 4")];
        if (buckets.Any(b => b.Offered is not null))
        {
            lines.Add((PostMortemPhrase.LineOffered, "#d97706", ""));
        }

        if (buckets.Any(b => b.Served is not null))
        {
            lines.Add((PostMortemPhrase.LineServed, "#2563eb", ""));
        }

        if (isShed)
        {
            lines.Add((PostMortemPhrase.LineShed, "#dc2626", "2 3"));
        }

        foreach (var (line, index) in lines.Select((l, i) => (l, i)))
        {
            var x = Left + (index * 150);
            page.Add($"""
                <path d="M{x} {Height - 18}h26" stroke="{line.Colour}" stroke-width="2" fill="none"
                stroke-dasharray="{line.Dash}" />
                <text x="{x + 32}" y="{Height - 14}">{_wording.Say(line.Name)}</text>

                """);
        }
    }

    private string X(DateTimeOffset at) =>
        Number(Left + ((at - _from) / (_until - _from) * (Width - Left - Right)));

    private double Y(double value) =>
        Math.Round(Height - Bottom - (Math.Clamp(value / _top, 0, 1) * (Height - Top - Bottom)), 1);

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>Rates in requests a second.</summary>
    private sealed record Bucket(DateTimeOffset At, double Forecast, double? Offered, double? Served, double? Shed);
}
