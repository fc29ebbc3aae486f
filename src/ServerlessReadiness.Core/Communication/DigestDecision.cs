namespace ServerlessReadiness.Core.Communication;

/// <summary>Whether a page leaves now.</summary>
/// <param name="Sends">Whether it does; otherwise it waits in the digest.</param>
/// <param name="Next">The digest after it; null when it stays as it is.</param>
/// <param name="Reason">Why.</param>
public sealed record DigestDecision(bool Sends, PageDigest? Next, string Reason);
