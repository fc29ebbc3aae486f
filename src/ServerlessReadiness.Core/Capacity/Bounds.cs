namespace ServerlessReadiness.Core.Capacity;

/// <summary>A resource's minimum and maximum capacity, in its own units.</summary>
public sealed record Bounds(int Minimum, int Maximum)
{
    public override string ToString() => $"{Minimum}–{Maximum}";
}
