using ServerlessReadiness.Core.Recovery;

namespace ServerlessReadiness.Application.Tests.Support;

/// <summary>What the table remembers of a contingency; nothing at all when it was never tried.</summary>
internal sealed record DrillRecordView(DrillRecord? Record)
{
    public bool IsUnderWay => Record?.UnderWay is not null;

    public DrillResult Last => Record!.Last!;
}
