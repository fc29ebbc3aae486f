using ServerlessReadiness.Application.Ports;

namespace ServerlessReadiness.Testing.Worlds;

/// <summary>Chance that repeats.</summary>
public sealed class SeededChance(int seed) : IChance
{
    private readonly Random _random = new(seed);

    public void Fill(Span<byte> bytes) => _random.NextBytes(bytes);
}
