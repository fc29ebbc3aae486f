using ServerlessReadiness.Core.Languages;

namespace ServerlessReadiness.Core.Documents;

/// <summary>
/// What people read (a report, a runbook, a post-mortem), composed once; <see cref="PlainText"/>,
/// <see cref="Markdown"/> and <see cref="HtmlPage"/> write it.
/// </summary>
/// <param name="Language">In which language it is.</param>
/// <param name="Title">Its title.</param>
/// <param name="Blocks">Its parts in order.</param>
public sealed record Document(Language Language, string Title, EquatableList<Block> Blocks);
