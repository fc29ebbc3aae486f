#nullable enable
using System.Globalization;

namespace ServerlessReadiness.SliceSupport;

/// <summary>Members as form parameters with dotted names: <c>Tags.member.1.Key</c>.</summary>
internal sealed class QueryBodyWriter(List<KeyValuePair<string, string>> parameters) : BodyWriter
{
    private string _prefix = "";
    private string _name = "";

    private string Path => _prefix.Length == 0 ? _name : _prefix + "." + _name;

    protected override void Name(string name) => _name = name;

    public override void Value(string value) => parameters.Add(new(Path, value));

    public override void Value(long value) => Value(value.ToString(CultureInfo.InvariantCulture));

    public override void Value(double value) => Value(WireText.Of(value));

    public override void Value(bool value) => Value(WireText.Of(value));

    public override void Value(DateTime value, TimeFormat format) => Value(WireText.Of(value, format));

    public override void Structure<T>(T value, Action<BodyWriter, T> write)
    {
        var outer = _prefix;
        _prefix = Path;
        write(this, value);
        _prefix = outer;
    }

    public override void List<T>(ListForm form, List<T> values, Action<BodyWriter, T> write)
    {
        if (values.Count == 0)
        {
            // The protocol's way to say "empty", as opposed to "not given".
            Value("");
            return;
        }

        var outer = _prefix;
        var list = form.IsFlattened ? Path : Path + "." + form.Item;
        for (var index = 0; index < values.Count; index++)
        {
            _prefix = list;
            _name = (index + 1).ToString(CultureInfo.InvariantCulture);
            write(this, values[index]);
        }

        _prefix = outer;
    }

    public override void Map<T>(MapForm form, Dictionary<string, T> values, Action<BodyWriter, T> write)
    {
        var outer = _prefix;
        var map = form.IsFlattened ? Path : Path + ".entry";
        var index = 0;
        foreach (var (key, value) in values)
        {
            index++;
            _prefix = map + "." + index.ToString(CultureInfo.InvariantCulture);
            _name = form.Key;
            Value(key);
            _name = form.Value;
            write(this, value);
        }

        _prefix = outer;
    }
}
