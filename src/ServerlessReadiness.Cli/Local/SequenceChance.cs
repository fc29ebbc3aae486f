using System.Buffers.Binary;
using System.Security.Cryptography;
using ServerlessReadiness.Application.Ports;

namespace ServerlessReadiness.Cli.Local;

/// <summary>Chance that is the same in every process, so that the local world tells the same story each time.</summary>
internal sealed class SequenceChance : IChance
{
    private int _drawn;

    public void Fill(Span<byte> bytes)
    {
        Span<byte> number = stackalloc byte[sizeof(int)];
        Span<byte> block = stackalloc byte[SHA256.HashSizeInBytes];
        while (!bytes.IsEmpty)
        {
            BinaryPrimitives.WriteInt32BigEndian(number, _drawn++);
            SHA256.HashData(number, block);
            var taken = Math.Min(bytes.Length, block.Length);
            block[..taken].CopyTo(bytes);
            bytes = bytes[taken..];
        }
    }
}
