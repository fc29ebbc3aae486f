using ServerlessReadiness.Core.Languages;

namespace ServerlessReadiness.Core.Documents;

/// <summary>A document that is being written, part by part, in one language.</summary>
/// <typeparam name="TPhrase">Its phrases.</typeparam>
public abstract class DocumentDraft<TPhrase>
    where TPhrase : struct, Enum
{
    private readonly List<Block> _blocks = [];

    private protected DocumentDraft(Wording wording)
    {
        Wording = wording;
    }

    protected Wording Wording { get; }

    protected Document Finish(string title) => new(Wording.Language, title, EquatableList.From(_blocks));

    protected string Say(TPhrase phrase, params ReadOnlySpan<string> parts) => Wording.Say(phrase, parts);

    protected void Add(Block block) => _blocks.Add(block);

    protected void Heading(TPhrase phrase, int level = 2) => Add(new Block.Heading(level, Say(phrase)));

    protected void Table(IEnumerable<Column> columns, IEnumerable<IEnumerable<Line>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Add(new Block.Table(EquatableList.From(columns), EquatableList.From(rows.Select(EquatableList.From))));
    }

    protected Column NumberColumn(TPhrase phrase) => new(Say(phrase), IsNumber: true);
}
