using System.Buffers.Binary;
using ServerlessReadiness.Application.Ports;

namespace ServerlessReadiness.Simulation.Scheduling;

/// <summary>
/// SplitMix64, by Steele, Lea and Flood ("Fast splittable pseudorandom number generators", 2014). Written out here so
/// that a seed means the same in every version of .NET. Streams are split by name, from the seed alone: how often one
/// is drawn from moves no other.
/// </summary>
internal sealed class SimulatedChance : IChance
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;
    private const ulong FnvOffset = 0xCBF29CE484222325;
    private const ulong FnvPrime = 0x100000001B3;

    private readonly ulong _seed;
    private ulong _state;

    public SimulatedChance(ulong seed) => (_seed, _state) = (seed, seed);

    /// <summary>A stream of its own: the same for the same seed and name, whatever was drawn before.</summary>
    public SimulatedChance Split(string name)
    {
        // FNV-1a: string.GetHashCode differs in each process.
        var hash = FnvOffset;
        foreach (var c in name)
        {
            hash = unchecked((hash ^ c) * FnvPrime);
        }

        return new SimulatedChance(Mix(_seed ^ Mix(hash)));
    }

    public ulong Next() => Mix(unchecked(_state += GoldenGamma));

    /// <summary>0 up to, and without, the bound.</summary>
    public long Below(long bound) => (long)(((UInt128)Next() * (UInt128)(ulong)bound) >> 64);

    /// <summary>Both ends included.</summary>
    public long Between(long low, long high) => low + Below(high - low + 1);

    public bool PerMillion(int chances) => chances > 0 && Below(1_000_000) < chances;

    public void Fill(Span<byte> bytes)
    {
        Span<byte> number = stackalloc byte[sizeof(ulong)];
        while (!bytes.IsEmpty)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(number, Next());
            var taken = Math.Min(bytes.Length, number.Length);
            number[..taken].CopyTo(bytes);
            bytes = bytes[taken..];
        }
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
