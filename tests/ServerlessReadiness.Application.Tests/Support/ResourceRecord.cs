using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Application.Tests.Support;

/// <summary>What the table remembers of a group; nothing at all when it was never touched.</summary>
internal sealed record ResourceRecord(ResourceState? State)
{
    public bool IsOwed => State?.RestorePoint is not null || State?.InForce is not null;

    public IReadOnlyList<ArmedFloor> Armed => [.. State?.Armed ?? []];
}
