using ServerlessReadiness.Core.Learning;
using ServerlessReadiness.Plans.Compiling;
using ServerlessReadiness.Plans.Yaml;

namespace ServerlessReadiness.Plans.Editing;

/// <summary>
/// Changes values in a plan's text and leaves everything else as its author wrote it: comments, order and form. Each
/// change is tried by itself on what the ones before it left, and one after which the plan no longer compiles is left
/// out.
/// </summary>
public static class PlanPatch
{
    private const int CommentWidth = 116;

    /// <param name="text">A plan's YAML that compiles.</param>
    /// <param name="fileName">Its name, for problems.</param>
    /// <param name="changes">What to change, in order.</param>
    public static PatchedPlan Apply(string text, string fileName, IReadOnlyList<PlanChange> changes)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(changes);
        var applied = new List<int>();
        var refused = new List<RefusedEdit>();
        for (var i = 0; i < changes.Count; i++)
        {
            var (next, why) = One(text, changes[i]);
            if (next is null)
            {
                refused.Add(new RefusedEdit(i, why!));
            }
            else if (PlanCompiler.Compile(next, fileName) is { Plan: null } broken)
            {
                var first = broken.Problems[0];
                var place = first.Path.Length > 0 ? $"{first.Path}: " : "";
                refused.Add(new RefusedEdit(i, $"the plan would not compile: {place}{first.Cause}"));
            }
            else
            {
                text = next;
                applied.Add(i);
            }
        }

        return new PatchedPlan(text, applied, refused);
    }

    private static (string? Text, string? Why) One(string text, PlanChange change)
    {
        foreach (var edit in change.Edits)
        {
            var root = YamlReader.Read(text, new Problems(""));
            if (root is not YamlNode.Mapping mapping)
            {
                return (null, "the text is no plan");
            }

            var (next, why) = One(text, mapping, edit, change.Comment);
            if (next is null)
            {
                return (null, why);
            }

            text = next;
        }

        return (text, null);
    }

    private static (string? Text, string? Why) One(string text, YamlNode.Mapping root, PlanEdit edit, string comment)
    {
        var (found, rest) = Descend(root, Steps(edit.Path));
        if (rest.Count > 0 && edit.Otherwise is { } other)
        {
            (found, rest) = Descend(root, Steps(other));
        }

        // Only keys of a known part are added: a component that the plan has not is not made up.
        var isNewPart = rest.Count > 0 && (rest[0].StartsWith('[') || found.Path.Length == 0
            || (rest.Count > 1 && found.Path is "components" or "metrics" or "runbooks" or "shedding" or "responses"));
        return (found, rest.Count) switch
        {
            (YamlNode.Scalar scalar, 0) => Replace(text, scalar, edit.Value, comment),
            (_, 0) => Whole(text, found, edit, comment),
            _ when isNewPart => (null, $"the plan has no {edit.Path}"),
            (YamlNode.Mapping mapping, _) => Insert(text, mapping, rest, edit.Value, comment),
            _ => (null, $"{found.Path} holds no keys, so {edit.Path} cannot be added"),
        };
    }

    private static (string? Text, string? Why) Whole(string text, YamlNode node, PlanEdit edit, string comment) =>
        node is YamlNode.Mapping { Entries.Count: > 0 } && FlowEnd(text, Offset(text, node.At)) is { } end
            ? (Comment(text[..Offset(text, node.At)] + edit.Value + text[end..], node.At.Line, comment), null)
            : (null, $"{edit.Path} is written over several lines; change it by hand to {edit.Value}");

    private static (string? Text, string? Why) Replace(
        string text,
        YamlNode.Scalar scalar,
        string value,
        string comment)
    {
        var start = Offset(text, scalar.At);
        var length = Length(text, start, scalar.Text);
        return length is null
            ? (null, $"{scalar.Path} is written over several lines; change it by hand to {value}")
            : (Comment(text[..start] + value + text[(start + length.Value)..], scalar.At.Line, comment), null);
    }

    private static (string? Text, string? Why) Insert(
        string text,
        YamlNode.Mapping mapping,
        IReadOnlyList<string> keys,
        string value,
        string comment)
    {
        var nested = value;
        for (var i = keys.Count - 1; i > 0; i--)
        {
            nested = $"{{ {keys[i]}: {nested} }}";
        }

        var entry = $"{keys[0]}: {nested}";
        var start = Offset(text, mapping.At);
        if (start < text.Length && text[start] == '{')
        {
            // Behind what is there, where people add things themselves.
            if (FlowEnd(text, start) is not { } end)
            {
                return (null, $"{mapping.Path} is written over several lines; add {entry} by hand");
            }

            var inside = text[(start + 1)..(end - 1)];
            var padded = inside.EndsWith(' ') ? " " : "";
            var body = inside.TrimEnd();
            var gap = body.Trim().Length == 0 ? "" : ", ";
            var next = $"{text[..(start + 1)]}{body}{gap}{entry}{padded}{text[(end - 1)..]}";
            return (Comment(next, mapping.At.Line, comment), null);
        }

        var last = mapping.Entries[0].Value.NamedAt;
        var indent = new string(' ', last.Column - 1);
        var line = LineStart(text, last.Line);
        var above = text[line..Math.Min(text.Length, line + last.Column - 1)];
        if (above.Trim().Length > 0)
        {
            // The first key of a list's item stands behind its dash.
            return InsertBehind(text, mapping, entry, indent, comment);
        }

        return (text[..line] + Comments(comment, indent) + indent + entry + "\n" + text[line..], null);
    }

    private static (string? Text, string? Why) InsertBehind(
        string text,
        YamlNode.Mapping mapping,
        string entry,
        string indent,
        string comment)
    {
        if (mapping.Entries.Count < 2)
        {
            return (null, $"{mapping.Path} has one key only; add {entry} by hand");
        }

        var line = LineStart(text, mapping.Entries[1].Value.NamedAt.Line);
        return (text[..line] + Comments(comment, indent) + indent + entry + "\n" + text[line..], null);
    }

    /// <summary>The deepest part of the text on the way, and the keys behind it that are not there.</summary>
    private static (YamlNode Found, IReadOnlyList<string> Absent) Descend(YamlNode node, List<string> steps)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            var next = (node, steps[i]) switch
            {
                (YamlNode.Sequence list, ['[', .. var index, ']'])
                    when int.TryParse(index, out var at) && at < list.Items.Count => list.Items[at],
                (YamlNode.Mapping mapping, var key) => mapping.Find(key),
                _ => null,
            };
            if (next is null or YamlNode.Scalar { IsNull: true })
            {
                return (node, [.. steps.Skip(i)]);
            }

            node = next;
        }

        return (node, []);
    }

    /// <summary>Keys, and places in lists with their brackets.</summary>
    private static List<string> Steps(string path) =>
        [.. path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>How long the value is in the text; null when it is not in one line.</summary>
    private static int? Length(string text, int start, string value)
    {
        if (start < text.Length && text[start] is '"' or '\'')
        {
            var quote = text[start];
            for (var i = start + 1; i < text.Length && text[i] != '\n'; i++)
            {
                if (text[i] == '\\' && quote == '"')
                {
                    i++;
                }
                else if (text[i] == quote)
                {
                    return i + 1 - start;
                }
            }

            return null;
        }

        return string.CompareOrdinal(text, start, value, 0, value.Length) == 0
            && !value.Contains('\n', StringComparison.Ordinal)
            ? value.Length
            : null;
    }

    /// <summary>Behind the closing brace of a flow mapping; null when it is not closed in its line.</summary>
    private static int? FlowEnd(string text, int start)
    {
        if (start >= text.Length || text[start] != '{')
        {
            return null;
        }

        var (depth, quote) = (0, '\0');
        for (var i = start; i < text.Length && text[i] != '\n'; i++)
        {
            var c = text[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
            else
            {
                depth += c is '{' ? 1 : c is '}' ? -1 : 0;
                if (depth == 0)
                {
                    return i + 1;
                }
            }
        }

        return null;
    }

    private static string Comment(string text, int line, string comment)
    {
        var start = LineStart(text, line);
        var indent = text[start..].Length - text[start..].TrimStart(' ').Length;
        return text[..start] + Comments(comment, new string(' ', indent)) + text[start..];
    }

    /// <summary>Wrapped, so that a diff stays readable.</summary>
    private static string Comments(string comment, string indent)
    {
        var lines = new List<string>();
        var now = "";
        foreach (var word in comment.ReplaceLineEndings(" ").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (now.Length > 0 && indent.Length + now.Length + word.Length + 3 > CommentWidth)
            {
                lines.Add(now);
                now = "";
            }

            now = now.Length == 0 ? word : $"{now} {word}";
        }

        lines.Add(now);
        return string.Concat(lines.Where(l => l.Length > 0).Select((l, i) => $"{indent}# {(i == 0 ? "" : "  ")}{l}\n"));
    }

    private static int Offset(string text, TextPosition at) => LineStart(text, at.Line) + at.Column - 1;

    private static int LineStart(string text, int line)
    {
        var start = 0;
        for (var i = 1; i < line; i++)
        {
            start = text.IndexOf('\n', start) + 1;
        }

        return start;
    }
}
