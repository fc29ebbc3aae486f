namespace ServerlessReadiness.Application.Ports;

/// <summary>The one source of chance, so that a simulated run repeats exactly.</summary>
public interface IChance
{
    /// <summary>Fills the span with random bytes.</summary>
    void Fill(Span<byte> bytes);
}
