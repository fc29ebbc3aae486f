using ServerlessReadiness.Plans.Compiling;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ServerlessReadiness.Plans.Yaml;

/// <summary>
/// Reads a YAML text into nodes that know their places. It takes the plain part of YAML: mappings, lists and scalars.
/// What lets a small text grow or mean something unseen (anchors, aliases, tags, several documents, keys stated twice)
/// is refused by name.
/// </summary>
internal sealed class YamlReader
{
    private const int DepthMax = 16;
    private const int NodesMax = 20_000;
    private const int CharactersMax = 1024 * 1024;

    private readonly Parser _parser;
    private readonly Problems _problems;
    private int _nodes;

    private YamlReader(string text, Problems problems)
    {
        _parser = new Parser(new StringReader(text));
        _problems = problems;
    }

    /// <summary>The text's only document; null when it has none, or is no YAML, which is then a problem.</summary>
    public static YamlNode? Read(string text, Problems problems)
    {
        text = text.TrimStart('\uFEFF');
        if (text.Length > CharactersMax)
        {
            problems.Add(
                new TextPosition(1, 1),
                "",
                $"the text has {text.Length} characters, more than {CharactersMax}",
                "name the right file; a plan has a few hundred lines");
            return null;
        }

        var tabs = problems.Count;
        Tabs(text, problems);
        if (problems.Count > tabs)
        {
            return null;
        }

        var reader = new YamlReader(text, problems);
        try
        {
            return reader.Document();
        }
        catch (InvalidOperationException)
        {
            // The parser's own answer to some texts that end in the middle of a list or mapping.
            problems.Add(
                PositionOf(reader._parser.Current?.Start ?? Mark.Empty),
                "",
                "not YAML: a bracket, a brace or a quotation mark is not closed near here",
                "close it");
            return null;
        }
        catch (YamlException e)
        {
            problems.Add(PositionOf(e.Start), "", $"not YAML: {Words(e)}", "correct the text at that place");
            return null;
        }
    }

    // YAML forbids them as indentation, and the parser's own words for it do not say so.
    private static void Tabs(string text, Problems problems)
    {
        var line = 0;
        foreach (var one in text.AsSpan().EnumerateLines())
        {
            line++;
            var indentation = one.Length - one.TrimStart(" \t").Length;
            var tab = one[..indentation].IndexOf('\t');
            if (tab >= 0 && indentation < one.Length)
            {
                problems.Add(
                    new TextPosition(line, tab + 1),
                    "",
                    "a tab indents this line",
                    "indent with spaces; YAML allows no tabs");
            }
        }
    }

    private static string Words(YamlException e) =>
        (e.InnerException is YamlException inner ? inner.Message : e.Message).Trim().TrimEnd('.');

    private static TextPosition PositionOf(in Mark mark) =>
        new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    private YamlNode? Document()
    {
        Expect<StreamStart>();
        if (_parser.Current is StreamEnd)
        {
            _problems.Add(new TextPosition(1, 1), "", "the file is empty", "write a plan; docs/PLAN.md has the keys");
            return null;
        }

        Expect<DocumentStart>();
        var root = Node("", null, 0);
        Expect<DocumentEnd>();
        if (_parser.Current is DocumentStart second)
        {
            _problems.Add(
                PositionOf(second.Start),
                "",
                "a second document begins here",
                "keep one plan in one file, without ---");
        }

        return root;
    }

    private void Expect<T>()
        where T : ParsingEvent
    {
        if (_parser.Current is null)
        {
            _parser.MoveNext();
        }

        if (_parser.Current is not T)
        {
            throw new YamlException(
                _parser.Current?.Start ?? Mark.Empty,
                _parser.Current?.End ?? Mark.Empty,
                $"unexpected {_parser.Current?.GetType().Name}");
        }

        _parser.MoveNext();
    }

    private YamlNode Node(string path, TextPosition? namedAt, int depth)
    {
        var current = _parser.Current!;
        var at = PositionOf(current.Start);
        if (++_nodes > NodesMax || depth > DepthMax)
        {
            throw new YamlException(
                current.Start,
                current.End,
                _nodes > NodesMax ? $"more than {NodesMax} values" : $"nested deeper than {DepthMax} levels");
        }

        if (current is NodeEvent { Anchor.IsEmpty: false } or AnchorAlias)
        {
            _problems.Add(
                at,
                path,
                current is AnchorAlias alias ? $"the alias *{alias.Value} is used" : "an anchor is set",
                "write the value out; plans have no anchors and aliases");
        }

        if (current is NodeEvent { Tag.IsEmpty: false } tagged)
        {
            _problems.Add(at, path, $"the tag {tagged.Tag} is used", "remove it; each key knows its type");
        }

        switch (current)
        {
            case YamlDotNet.Core.Events.Scalar scalar:
                _parser.MoveNext();
                return new YamlNode.Scalar(
                    at, namedAt ?? at, path, scalar.Value, scalar.Style is not ScalarStyle.Plain);
            case SequenceStart:
                return Items(path, at, namedAt ?? at, depth);
            case MappingStart:
                return Entries(path, at, namedAt ?? at, depth);
            default:
                _parser.MoveNext();
                return new YamlNode.Scalar(at, namedAt ?? at, path, "", isQuoted: false);
        }
    }

    private YamlNode.Sequence Items(string path, TextPosition at, TextPosition namedAt, int depth)
    {
        _parser.MoveNext();
        var items = new List<YamlNode>();
        while (_parser.Current is not SequenceEnd)
        {
            items.Add(Node($"{path}[{items.Count}]", null, depth + 1));
        }

        _parser.MoveNext();
        return new YamlNode.Sequence(at, namedAt, path, items);
    }

    private YamlNode.Mapping Entries(string path, TextPosition at, TextPosition namedAt, int depth)
    {
        _parser.MoveNext();
        var entries = new List<YamlEntry>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        while (_parser.Current is not MappingEnd)
        {
            var keyAt = PositionOf(_parser.Current!.Start);
            if (Node(path, null, depth + 1) is not YamlNode.Scalar key)
            {
                _problems.Add(keyAt, path, "a key is a mapping or a list", "use a plain word as the key");
                Node(path, keyAt, depth + 1);
                continue;
            }

            var value = Node(path.Length == 0 ? key.Text : $"{path}.{key.Text}", keyAt, depth + 1);
            if (lines.TryAdd(key.Text, keyAt.Line))
            {
                entries.Add(new YamlEntry(key.Text, value));
            }
            else
            {
                _problems.Add(
                    keyAt,
                    value.Path,
                    $"\"{key.Text}\" is stated twice, first in line {lines[key.Text]}",
                    "keep one of the two");
            }
        }

        _parser.MoveNext();
        return new YamlNode.Mapping(at, namedAt, path, entries);
    }
}
