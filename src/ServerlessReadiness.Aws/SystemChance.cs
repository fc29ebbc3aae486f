using System.Security.Cryptography;
using ServerlessReadiness.Application.Ports;

namespace ServerlessReadiness.Aws;

/// <summary>Chance from the operating system.</summary>
public sealed class SystemChance : IChance
{
    private const int Steps = 1 << 30;

    public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);

    /// <summary>From 0 to below 1.</summary>
    public static double NextDouble() => RandomNumberGenerator.GetInt32(Steps) / (double)Steps;

    public static string NextCommitId() => RandomNumberGenerator.GetHexString(32);
}
