using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Operators;

/// <summary>A command's result, kept so that it can be read back and a repeat gets the same.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Who">Who asked.</param>
/// <param name="State">How far it is.</param>
/// <param name="Words">What was done, or why not.</param>
/// <param name="Next">What to do when it was refused; null otherwise.</param>
/// <param name="Refusal">Why it was refused; null otherwise.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="EndedAt">When it was done or refused; null until then.</param>
/// <param name="Run">The run that it started or changed; null for none.</param>
/// <param name="Issue">The issue that it opened or changed; null for none.</param>
/// <param name="Schema">The document's schema.</param>
public sealed record CommandRecord(
    OperatorRequest Request,
    string Who,
    CommandState State,
    string Words,
    string? Next,
    RefusalKind? Refusal,
    DateTimeOffset ReceivedAt,
    DateTimeOffset? EndedAt,
    RunId? Run,
    RunId? Issue,
    [property: JsonRequired] int Schema = CommandRecord.SchemaNow) : IStoredDocument
{
    public const int SchemaNow = 1;

    /// <summary>A repeat later than this is a new command; by then every command but a pause is late.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    public static int SchemaLatest => SchemaNow;

    public static CommandRecord Accept(OperatorRequest request, string who, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new(request, who, CommandState.Accepted, "under way", null, null, now, null, null, null);
    }

    public CommandRecord Done(string words, DateTimeOffset now, RunId? run = null, RunId? issue = null) => this with
    {
        State = CommandState.Done,
        Words = words,
        EndedAt = now,
        Run = run,
        Issue = issue,
    };

    public CommandRecord Refused(CommandRefusal refusal, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return this with
        {
            State = CommandState.Refused,
            Words = refusal.Reason,
            Next = refusal.Next,
            Refusal = refusal.Kind,
            EndedAt = now,
        };
    }
}
