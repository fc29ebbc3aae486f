using ServerlessReadiness.Core;
using ServerlessReadiness.Plans.Scalars;
using ServerlessReadiness.Plans.Shapes;
using ServerlessReadiness.Plans.Yaml;

namespace ServerlessReadiness.Plans.Compiling;

/// <summary>
/// A mapping of the text, read by its shape. What is unknown, missing or of the wrong type becomes a problem when the
/// section is opened or the key is read; the answer is then null, so that reading goes on to the next problem.
/// </summary>
internal sealed class Section
{
    private readonly Compilation _all;
    private readonly YamlNode.Mapping? _mapping;
    private readonly Shape _shape;
    private readonly string _compiled;

    public Section(Compilation all, YamlNode? node, Shape shape, string compiled)
    {
        _all = all;
        _shape = shape;
        _compiled = compiled;
        Node = node;
        _mapping = node as YamlNode.Mapping;
        if (node is not null)
        {
            all.Places.Map(compiled, node);
        }

        if (_mapping is not null)
        {
            CheckKeys(_mapping);
        }
        else if (node is not null)
        {
            all.Problems.Add(
                node.Place(),
                node.Path,
                $"{Show(node)} is no mapping",
                $"write keys below it, such as {shape.Keys[0].Name}: {shape.Keys[0].Example}");
        }
    }

    public YamlNode? Node { get; }

    public bool IsPresent => _mapping is not null;

    /// <summary>The key's value, if it is there and not empty.</summary>
    public YamlNode? this[string key]
    {
        get
        {
            var spec = _shape[key];
            var node = _mapping?.Find(key);
            if (node is null or YamlNode.Scalar { IsNull: true })
            {
                return null;
            }

            _all.Places.Map(PathOf(spec), node);
            return node;
        }
    }

    public bool Has(string key) => this[key] is not null;

    public string? Text(string key) => this[key] is { } node ? TextOf(node) : null;

    public int? Whole(string key) =>
        Value(key, ScalarText.Whole, "is no whole number", "write one without a unit, such as");

    public decimal? Number(string key) => Value(key, ScalarText.Number, "is no number", "write one such as");

    public decimal? Factor(string key) => Value(key, ScalarText.Factor, "is no factor", "write one such as");

    public decimal? Percent(string key) => Value(key, ScalarText.Percent, "is no percentage", "write one such as");

    public int? WholePercent(string key)
    {
        if (Percent(key) is not { } percent)
        {
            return null;
        }

        if (percent != decimal.Truncate(percent) || Math.Abs(percent) > int.MaxValue)
        {
            Wrong(this[key]!, "is no whole percentage", "write a whole one, such as", key);
            return null;
        }

        return (int)percent;
    }

    public bool? Flag(string key) =>
        Value(key, ScalarText.Flag, "is neither true nor false", "write true or false, such as");

    public TimeSpan? Duration(string key) =>
        Value(key, ScalarText.Duration, "is no duration", "write days, hours, minutes and seconds with units, such as");

    public DateTimeOffset? Instant(string key) => this[key] is { } node ? _all.Clock.Read(node) : null;

    public T? Name<T>(string key)
        where T : struct, ITextId<T> =>
        this[key] is { } node ? NameOf<T>(node) : null;

    public T? NameOf<T>(YamlNode node)
        where T : struct, ITextId<T>
    {
        if (TextOf(node) is not { } text)
        {
            return null;
        }

        if (T.TryParse(text, out var name))
        {
            return name;
        }

        _all.Problems.Add(node, $"\"{text}\" does not fit", T.Rule);
        return null;
    }

    /// <summary>The index of the word among those that the key takes.</summary>
    public int? Choice(string key, IReadOnlyList<string> words)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        var index = words.ToList().IndexOf(text);
        if (index >= 0)
        {
            return index;
        }

        _all.Problems.Add(this[key]!, $"\"{text}\" is not known", Suggestion.Next(text, [.. words], "remove it"));
        return null;
    }

    /// <summary>The mapping behind the key; one that is absent reads as empty.</summary>
    public Section Child(string key, Shape shape) => new(_all, this[key], shape, PathOf(_shape[key]));

    /// <summary>The same for one that becomes an item of a list of the compiled plan.</summary>
    public Section ChildAt(string key, Shape shape, int index) => new(_all, this[key], shape, $"{_compiled}[{index}]");

    /// <summary>The names and values of a mapping whose keys the plan gives.</summary>
    public IReadOnlyList<YamlEntry> Entries(string key)
    {
        switch (this[key])
        {
            case null:
                return [];
            case YamlNode.Mapping mapping:
                return mapping.Entries;
            case { } other:
                _all.Problems.Add(
                    other.Place(), other.Path, $"{Show(other)} is no mapping", "write names below it, each with its value");
                return [];
        }
    }

    public IReadOnlyList<YamlNode> Items(string key)
    {
        switch (this[key])
        {
            case null:
                return [];
            case YamlNode.Sequence sequence:
                return sequence.Items;
            case { } other:
                Wrong(other, "is no list", "write one with - before each item, or as", key);
                return [];
        }
    }

    public IReadOnlyList<string> Texts(string key) => [.. Items(key).Select(TextOf).OfType<string>()];

    public string? TextOf(YamlNode node)
    {
        if (node is YamlNode.Scalar { IsNull: false } scalar)
        {
            return scalar.Text;
        }

        _all.Problems.Add(node.Place(), node.Path, $"{Show(node)} is no text", "write a single value");
        return null;
    }

    /// <summary>A value that has the right form and is wrong all the same.</summary>
    public void Refuse(string key, string cause, string next)
    {
        var node = this[key] ?? Node;
        if (node is not null)
        {
            _all.Problems.Add(node.Place(), node.Path, cause, next);
        }
    }

    public static string Show(YamlNode node) => node switch
    {
        YamlNode.Scalar { IsNull: true } => "an empty value",
        YamlNode.Scalar { Text.Length: <= 60 } scalar => $"\"{scalar.Text}\"",
        YamlNode.Scalar scalar => $"\"{scalar.Text[..60]}…\"",
        YamlNode.Sequence => "a list",
        _ => "a mapping",
    };

    private T? Value<T>(string key, Func<string, T?> parse, string cause, string next)
        where T : struct
    {
        if (this[key] is not { } node)
        {
            return null;
        }

        if (node is YamlNode.Scalar scalar && parse(scalar.Text) is { } value)
        {
            return value;
        }

        Wrong(node, cause, next, key);
        return null;
    }

    private void Wrong(YamlNode node, string cause, string next, string key) => _all.Problems.Add(
        node.Place(), node.Path, $"{Show(node)} {cause}", $"{next} {ExampleOf(key)}");

    private string ExampleOf(string key) =>
        _shape[key].Example is "…" ? $"docs/PLAN.md shows for {key}" : _shape[key].Example;

    private string PathOf(Key key)
    {
        var name = key.Compiled ?? key.Name;
        return _compiled.Length == 0 ? name : name.Length == 0 ? _compiled : $"{_compiled}.{name}";
    }

    private void CheckKeys(YamlNode.Mapping mapping)
    {
        var guessed = new HashSet<string>(StringComparer.Ordinal);
        var absent = _shape.Names.Where(n => mapping.Find(n) is null).ToArray();
        foreach (var (key, value) in mapping.Entries)
        {
            if (!_shape.Names.Contains(key))
            {
                // Another key of the shape that is there already cannot be what was meant.
                var near = Suggestion.For(key, absent);
                guessed.Add(near ?? "");
                _all.Problems.Add(
                    value.NamedAt,
                    value.Path,
                    $"there is no key \"{key}\" in {_shape.Name}",
                    near is null ? $"use one of {string.Join(", ", absent)}" : $"did you mean \"{near}\"?");
            }
            else if (value is YamlNode.Scalar { IsNull: true })
            {
                _all.Problems.Add(
                    value.NamedAt,
                    value.Path,
                    $"\"{key}\" has no value",
                    $"give it one, such as {ExampleOf(key)}, or remove it");
            }
        }

        foreach (var key in _shape.Keys.Where(k => k.IsRequired && absent.Contains(k.Name)))
        {
            if (!guessed.Contains(key.Name))
            {
                var path = mapping.Path.Length == 0 ? key.Name : $"{mapping.Path}.{key.Name}";
                _all.Problems.Add(
                    mapping.NamedAt,
                    path,
                    $"\"{key.Name}\" is missing",
                    key.Example == "…" ? $"add it: {key.Says}" : $"add it, such as {key.Name}: {key.Example}");
            }
        }
    }
}
