namespace ServerlessReadiness.Core.Operators;

/// <summary>Who gives a command, as far as the way that it came by can prove.</summary>
public abstract record Caller
{
    private Caller()
    {
    }

    /// <summary>For journal, page and report.</summary>
    public abstract string Who { get; }

    /// <summary>Came by SNS, which says nothing about the sender.</summary>
    public sealed record Sns(string MessageId) : Caller
    {
        public override string Who => $"SNS message {MessageId}, sender unknown";
    }

    /// <summary>Signed with AWS credentials.</summary>
    /// <param name="Arn">Of a user, a role or an assumed role's session.</param>
    public sealed record Iam(string Arn) : Caller
    {
        public override string Who => Arn;
    }

    /// <summary>Carries a token that the API's authorizer has checked.</summary>
    /// <param name="Subject">The token's <c>sub</c>.</param>
    /// <param name="Mail">Its mail address, if the issuer has verified it.</param>
    /// <param name="Groups">Its groups.</param>
    public sealed record Jwt(string Subject, string? Mail, EquatableList<string> Groups) : Caller
    {
        public override string Who => Mail is null ? Subject : $"{Mail} ({Subject})";
    }
}
