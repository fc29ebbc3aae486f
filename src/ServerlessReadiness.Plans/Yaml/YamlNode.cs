namespace ServerlessReadiness.Plans.Yaml;

/// <summary>A node of a YAML text with its place. Scalars stay text: what they mean depends on their key.</summary>
internal abstract class YamlNode
{
    private YamlNode(TextPosition at, TextPosition namedAt, string path)
    {
        At = at;
        NamedAt = namedAt;
        Path = path;
    }

    /// <summary>Where the value begins.</summary>
    public TextPosition At { get; }

    /// <summary>Where the key that holds it begins; for an item of a list, the item itself.</summary>
    public TextPosition NamedAt { get; }

    /// <summary>Its path as people say it, such as <c>components.web.ceiling</c>.</summary>
    public string Path { get; }

    public sealed class Scalar(TextPosition at, TextPosition namedAt, string path, string text, bool isQuoted)
        : YamlNode(at, namedAt, path)
    {
        public string Text { get; } = text;

        /// <summary>Whether it is nothing at all, as after a key without a value.</summary>
        public bool IsNull { get; } = !isQuoted && text is "" or "~" or "null";
    }

    public sealed class Sequence(TextPosition at, TextPosition namedAt, string path, IReadOnlyList<YamlNode> items)
        : YamlNode(at, namedAt, path)
    {
        public IReadOnlyList<YamlNode> Items { get; } = items;
    }

    public sealed class Mapping(TextPosition at, TextPosition namedAt, string path, IReadOnlyList<YamlEntry> entries)
        : YamlNode(at, namedAt, path)
    {
        /// <summary>In the order of the text; no key occurs twice.</summary>
        public IReadOnlyList<YamlEntry> Entries { get; } = entries;

        public YamlNode? Find(string key) => Entries.FirstOrDefault(e => e.Key == key)?.Value;
    }
}
