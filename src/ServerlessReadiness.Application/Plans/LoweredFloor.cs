using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Application.Plans;

/// <summary>A floor that is held now and would come down; 0 when nothing would hold it any more.</summary>
public sealed record LoweredFloor(ComponentName Component, int Before, int After)
{
    public override string ToString() => $"{Component} {Before} → {(After == 0 ? "none" : After)}";
}
