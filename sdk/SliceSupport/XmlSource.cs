#nullable enable
using System.Xml;

namespace ServerlessReadiness.SliceSupport;

/// <summary>
/// An element of a response, read by member name. Namespaces are ignored, as services disagree about them. A member
/// that is absent reads as null. Method names equal those of <see cref="JsonSource"/>, so one kind of reader is
/// generated.
/// </summary>
internal sealed class XmlSource
{
    private readonly List<XmlSource> _children = [];
    private readonly string _name;
    private string _text = "";

    private XmlSource(string name) => _name = name;

    /// <summary>Reads a document; an empty body reads as an element without members.</summary>
    public static XmlSource Parse(Stream body)
    {
        using var buffer = new MemoryStream();
        body.CopyTo(buffer);
        var root = new XmlSource("");
        if (buffer.Length == 0)
        {
            return root;
        }

        buffer.Position = 0;
        var settings = new XmlReaderSettings { IgnoreComments = true, DtdProcessing = DtdProcessing.Prohibit };
        using var reader = XmlReader.Create(buffer, settings);
        root.ReadChildren(reader);
        return root._children.Count > 0 ? root._children[0] : root;
    }

    public XmlSource? Child(string name)
    {
        foreach (var child in _children)
        {
            if (string.Equals(child._name, name, StringComparison.Ordinal))
            {
                return child;
            }
        }

        return null;
    }

    /// <summary>The element that wraps the output of a query operation, or one without members.</summary>
    public XmlSource ChildOrEmpty(string name) => Child(name) ?? new XmlSource(name);

    public string String() => _text;

    public int Int() => WireText.ToInt(_text);

    public long Long() => WireText.ToLong(_text);

    public double Double() => WireText.ToDouble(_text);

    public float Float() => (float)Double();

    public bool Bool() => WireText.ToBool(_text);

    public DateTime Time() => WireText.ToTime(_text);

    public MemoryStream Blob() => new(Convert.FromBase64String(_text));

    public string? String(string member) => Child(member)?.String();

    public int? Int(string member) => Child(member)?.Int();

    public long? Long(string member) => Child(member)?.Long();

    public double? Double(string member) => Child(member)?.Double();

    public float? Float(string member) => Child(member)?.Float();

    public bool? Bool(string member) => Child(member)?.Bool();

    public DateTime? Time(string member) => Child(member)?.Time();

    public MemoryStream? Blob(string member) => Child(member)?.Blob();

    public T? Structure<T>(string member, Func<XmlSource, T> read)
        where T : class => Child(member) is { } child ? read(child) : null;

    public List<T>? List<T>(string member, ListForm form, Func<XmlSource, T> read)
    {
        if (!form.IsFlattened)
        {
            return Child(member)?.List(form, read);
        }

        var items = Items(member, read);
        return items.Count == 0 ? null : items;
    }

    /// <summary>This element as a list: the items of a list in a list.</summary>
    public List<T> List<T>(ListForm form, Func<XmlSource, T> read) => Items(form.Item, read);

    public Dictionary<string, T>? Map<T>(string member, MapForm form, Func<XmlSource, T> read)
    {
        if (!form.IsFlattened)
        {
            return Child(member)?.Map(form, read);
        }

        var entries = Entries(member, form, read);
        return entries.Count == 0 ? null : entries;
    }

    public Dictionary<string, T> Map<T>(MapForm form, Func<XmlSource, T> read) => Entries("entry", form, read);

    private List<T> Items<T>(string item, Func<XmlSource, T> read)
    {
        var items = new List<T>();
        foreach (var child in _children)
        {
            if (string.Equals(child._name, item, StringComparison.Ordinal))
            {
                items.Add(read(child));
            }
        }

        return items;
    }

    private Dictionary<string, T> Entries<T>(string entry, MapForm form, Func<XmlSource, T> read)
    {
        var entries = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var child in _children)
        {
            if (string.Equals(child._name, entry, StringComparison.Ordinal))
            {
                entries[child.String(form.Key) ?? ""] = read(child.ChildOrEmpty(form.Value));
            }
        }

        return entries;
    }

    private void ReadChildren(XmlReader reader)
    {
        while (reader.Read() && reader.NodeType != XmlNodeType.EndElement)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    var child = new XmlSource(reader.LocalName);
                    _children.Add(child);
                    if (!reader.IsEmptyElement)
                    {
                        child.ReadChildren(reader);
                    }

                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    _text += reader.Value;
                    break;
                default:
                    // Declarations and white space between elements carry no data.
                    break;
            }
        }
    }
}
