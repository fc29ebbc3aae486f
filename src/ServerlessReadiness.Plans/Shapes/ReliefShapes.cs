using static ServerlessReadiness.Plans.Shapes.Types;

namespace ServerlessReadiness.Plans.Shapes;

/// <summary>What shedding takes off the workload in a rehearsal.</summary>
internal static class ReliefShapes
{
    public static readonly Shape Relief = new("relief", "What it takes off the workload in a rehearsal.",
    [
        new("at", TextList, "The components that it takes load off.", "[web, catalog]",
            "what it calls, else what traffic reaches first in its region") { Compiled = "for" },
        new("share", Percent, "Of parameters: the work saved for each request. Of a web ACL: the requests over its limit. "
            + "Of a listener: the requests that a page for some hosts or paths meets.", "30%", "25%; 10%; 50%")
            { Compiled = "sharePercent" },
    ]);

    /// <summary>What a component that sheds says beside it.</summary>
    public static readonly IReadOnlyList<Key> ComponentKeys =
    [
        new("relief", new KeyType.Of(Relief), "Of parameters, a web ACL or a listener: what it takes off in a rehearsal.",
            "{ at: [web], share: 30% }"),
    ];
}
