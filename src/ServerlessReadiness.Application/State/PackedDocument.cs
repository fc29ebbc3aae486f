using System.IO.Compression;

using ServerlessReadiness.Application.Ports;

namespace ServerlessReadiness.Application.State;

/// <summary>
/// A document as the table keeps it: plain JSON up to <see cref="StateLimits.PlainDocumentBytesMax"/>, else compressed.
/// GZip, because an operator can then read an item with <c>base64 -d | gunzip</c> and no tool of ours.
/// </summary>
/// <param name="Bytes">What is stored.</param>
/// <param name="IsCompressed">Whether <paramref name="Bytes"/> are GZip.</param>
public readonly record struct PackedDocument(ReadOnlyMemory<byte> Bytes, bool IsCompressed)
{
    public static PackedDocument Pack(ReadOnlyMemory<byte> json)
    {
        if (json.Length <= StateLimits.PlainDocumentBytesMax)
            return new PackedDocument(json, IsCompressed: false);

        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zip.Write(json.Span);
        }

        return new PackedDocument(packed.GetBuffer().AsMemory(0, (int)packed.Length), IsCompressed: true);
    }

    /// <summary>The JSON again. A damaged or oversized document is refused by its address.</summary>
    public ReadOnlyMemory<byte> Unpack(StateAddress address)
    {
        if (!IsCompressed)
            return Bytes;

        try
        {
            return Inflate(address);
        }
        catch (InvalidDataException cause)
        {
            throw new PortException(
                PortFailure.Refused,
                $"{address}: the compressed document is damaged ({cause.Message}); restore it from a backup.",
                cause);
        }
    }

    private byte[] Inflate(StateAddress address)
    {
        using var packed = new MemoryStream(Bytes.ToArray());
        using var zip = new GZipStream(packed, CompressionMode.Decompress);
        using var json = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (var read = zip.Read(buffer); read > 0; read = zip.Read(buffer))
        {
            json.Write(buffer, 0, read);
            if (json.Length > StateLimits.DocumentBytesMax)
            {
                throw new PortException(
                    PortFailure.Refused,
                    $"{address}: the document unpacks to more than {StateLimits.DocumentBytesMax} bytes, which this "
                    + "application never writes; find out who wrote it.");
            }
        }

        return json.ToArray();
    }
}
