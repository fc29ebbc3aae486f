using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ServerlessReadiness.Core.Actions;

/// <summary>
/// Names one try of one step, so that a service that is told twice does it once. The same in every process that takes
/// the run up: it is made of what the run is, not of chance.
/// </summary>
internal static class RunToken
{
    private const int Length = 16;
    private const ushort VersionMask = 0x0FFF;
    private const ushort VersionEight = 0x8000;
    private const byte VariantMask = 0x3F;
    private const byte Variant = 0x80;
    private const int VersionAt = 6;
    private const int VariantAt = 8;

    /// <summary>A UUID of version 8 (RFC 9562): the first half of a SHA-256 of run, step, try and direction.</summary>
    public static string Of(StepContext context, bool undoing)
    {
        var name = $"{context.Run.Event}/{context.Run.Id}/{context.Step.Step.Name}/{context.Step.Try}/"
            + (undoing ? "undo" : "do");
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, Length);
        var version = (ushort)((BinaryPrimitives.ReadUInt16BigEndian(bytes[VersionAt..]) & VersionMask) | VersionEight);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[VersionAt..], version);
        bytes[VariantAt] = (byte)((bytes[VariantAt] & VariantMask) | Variant);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }
}
