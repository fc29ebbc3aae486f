using System.Text.Json.Serialization;

namespace ServerlessReadiness.Core.Actions;

/// <summary>Changes that only tell people something.</summary>
public abstract partial record Change
{
    /// <summary>Whether it only tells people something: no mode, freeze or end of the event keeps that back.</summary>
    [JsonIgnore]
    public bool IsMessage => this is Publish or SendMail;

    /// <param name="Token">Names the message, so that a reader can tell a repeat.</param>
    /// <param name="Subject">The mail's subject.</param>
    /// <param name="Text">The message.</param>
    public sealed record Publish(string Token, string Subject, string Text) : Change
    {
        public override Repeatability Repeatability => Repeatability.Token;

        public override string Describe() => $"tell people: {Subject}";
    }

    /// <param name="Token">Names the mail, so that a reader can tell a repeat.</param>
    /// <param name="From">The verified sender.</param>
    /// <param name="To">One address.</param>
    /// <param name="Subject">In one line.</param>
    /// <param name="Text">For programs that show no HTML.</param>
    /// <param name="Html">The same as HTML; null for text alone.</param>
    public sealed record SendMail(
        string Token,
        string From,
        string To,
        string Subject,
        string Text,
        string? Html) : Change
    {
        public override Repeatability Repeatability => Repeatability.Token;

        public override string Describe() => $"mail {To}: {Subject}";
    }
}
