namespace ServerlessReadiness.Core.Communication;

/// <summary>A picture in a mail.</summary>
/// <param name="ContentId">What the HTML names behind <c>cid:</c>; letters, digits and hyphens.</param>
/// <param name="FileName">What it is called when it is saved.</param>
/// <param name="Png">The picture.</param>
public sealed record MailPicture(string ContentId, string FileName, ReadOnlyMemory<byte> Png);
