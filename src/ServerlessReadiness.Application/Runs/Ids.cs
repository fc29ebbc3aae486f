using System.Buffers.Binary;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Runs;

/// <summary>Makes ids that sort by time: ULIDs of 48 bits of milliseconds and 80 bits of chance.</summary>
public sealed class Ids(TimeProvider time, IChance chance)
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 26;
    private const int BitsPerCharacter = 5;

    public RunId Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        chance.Fill(bytes[6..]);
        var milliseconds = time.GetUtcNow().ToUnixTimeMilliseconds();
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)(milliseconds >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(bytes[2..], (uint)milliseconds);
        var number = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return RunId.Parse(string.Create(Length, number, static (characters, rest) =>
        {
            for (var i = Length - 1; i >= 0; i--)
            {
                characters[i] = Alphabet[(int)(rest & 31)];
                rest >>= BitsPerCharacter;
            }
        }));
    }
}
