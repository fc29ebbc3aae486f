namespace ServerlessReadiness.Core.Communication;

/// <summary>One mail to one address: everyone gets their own, in their own language.</summary>
/// <param name="Id">Stays the same when it is sent again, so that a repeat is recognised as one.</param>
/// <param name="From">The sender's verified address.</param>
/// <param name="To">The recipient's address.</param>
/// <param name="Subject">In one line.</param>
/// <param name="Text">For programs that show no HTML.</param>
/// <param name="Html">The same as HTML; null for text alone.</param>
/// <param name="Pictures">What the HTML shows by <c>cid:</c>.</param>
public sealed record Mail(
    string Id,
    string From,
    string To,
    string Subject,
    string Text,
    string? Html,
    EquatableList<MailPicture> Pictures);
