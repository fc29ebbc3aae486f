using P = ServerlessReadiness.Core.Review.ReviewItemPhrase;

namespace ServerlessReadiness.Core.Review;

/// <summary>Who answers each item, and what a no means: the whitepaper's checklist, and the operations review.</summary>
internal static class ReviewCatalog
{
    public static IReadOnlyList<(P Text, Coverage Coverage, Severity Severity)> Rows { get; } =
    [
        (P.Sec01, Coverage.Automatic, Severity.High),
        (P.Sec02, Coverage.Attested, Severity.Medium),
        (P.Sec03, Coverage.Attested, Severity.High),
        (P.Sec04, Coverage.Automatic, Severity.High),
        (P.Sec05, Coverage.Partly, Severity.Medium),
        (P.Sec06, Coverage.Partly, Severity.High),
        (P.Sec07, Coverage.Attested, Severity.Medium),
        (P.Sec08, Coverage.Automatic, Severity.Medium),
        (P.Sec09, Coverage.Attested, Severity.Medium),
        (P.Sec10, Coverage.Automatic, Severity.High),
        (P.Sec11, Coverage.Automatic, Severity.High),
        (P.Sec12, Coverage.Automatic, Severity.Low),
        (P.Rel01, Coverage.Automatic, Severity.High),
        (P.Rel02, Coverage.Automatic, Severity.High),
        (P.Rel03, Coverage.Automatic, Severity.Blocker),
        (P.Rel04, Coverage.Automatic, Severity.Blocker),
        (P.Rel05, Coverage.Automatic, Severity.High),
        (P.Rel06, Coverage.Automatic, Severity.Medium),
        (P.Rel07, Coverage.Automatic, Severity.Medium),
        (P.Rel08, Coverage.Automatic, Severity.Medium),
        (P.Rel09, Coverage.Partly, Severity.Medium),
        (P.Rel10, Coverage.Attested, Severity.Low),
        (P.Rel11, Coverage.Automatic, Severity.Medium),
        (P.Rel12, Coverage.Automatic, Severity.Low),
        (P.Rel13, Coverage.Partly, Severity.Medium),
        (P.Perf01, Coverage.Attested, Severity.Blocker),
        (P.Perf02, Coverage.Automatic, Severity.Blocker),
        (P.Perf03, Coverage.Partly, Severity.Medium),
        (P.Perf04, Coverage.Attested, Severity.Low),
        (P.Perf05, Coverage.Automatic, Severity.Medium),
        (P.Perf06, Coverage.Automatic, Severity.Blocker),
        (P.Perf07, Coverage.Automatic, Severity.Blocker),
        (P.Perf08, Coverage.Automatic, Severity.Low),
        (P.Cost01, Coverage.Automatic, Severity.High),
        (P.Cost02, Coverage.Partly, Severity.Low),
        (P.Cost03, Coverage.Automatic, Severity.Low),
        (P.Cost04, Coverage.Partly, Severity.Low),
        (P.Ready01, Coverage.Automatic, Severity.High),
        (P.Ready02, Coverage.Attested, Severity.High),
        (P.Ready03, Coverage.Automatic, Severity.Medium),
        (P.Mon01, Coverage.Automatic, Severity.High),
        (P.Mon02, Coverage.Partly, Severity.Medium),
        (P.Mon03, Coverage.Automatic, Severity.Blocker),
        (P.Ops01, Coverage.Automatic, Severity.High),
        (P.Ops02, Coverage.Automatic, Severity.High),
        (P.Ops03, Coverage.Automatic, Severity.High),
        (P.Opt01, Coverage.Attested, Severity.Low),
    ];
}
