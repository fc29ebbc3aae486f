#nullable enable
using System.Globalization;
using System.Xml;

namespace ServerlessReadiness.SliceSupport;

/// <summary>Members as XML elements of one namespace.</summary>
internal sealed class XmlBodyWriter(XmlWriter xml, string xmlNamespace) : BodyWriter
{
    private string _name = "";

    protected override void Name(string name) => _name = name;

    public override void Value(string value) => xml.WriteElementString(_name, xmlNamespace, value);

    public override void Value(long value) => Value(value.ToString(CultureInfo.InvariantCulture));

    public override void Value(double value) => Value(WireText.Of(value));

    public override void Value(bool value) => Value(WireText.Of(value));

    public override void Value(DateTime value, TimeFormat format) => Value(WireText.Of(value, format));

    public override void Structure<T>(T value, Action<BodyWriter, T> write)
    {
        xml.WriteStartElement(_name, xmlNamespace);
        write(this, value);
        xml.WriteEndElement();
    }

    public override void List<T>(ListForm form, List<T> values, Action<BodyWriter, T> write)
    {
        var list = _name;
        if (!form.IsFlattened)
        {
            xml.WriteStartElement(list, xmlNamespace);
        }

        foreach (var value in values)
        {
            _name = form.IsFlattened ? list : form.Item;
            write(this, value);
        }

        if (!form.IsFlattened)
        {
            xml.WriteEndElement();
        }
    }

    public override void Map<T>(MapForm form, Dictionary<string, T> values, Action<BodyWriter, T> write)
    {
        var map = _name;
        if (!form.IsFlattened)
        {
            xml.WriteStartElement(map, xmlNamespace);
        }

        foreach (var (key, value) in values)
        {
            xml.WriteStartElement(form.IsFlattened ? map : "entry", xmlNamespace);
            xml.WriteElementString(form.Key, xmlNamespace, key);
            _name = form.Value;
            write(this, value);
            xml.WriteEndElement();
        }

        if (!form.IsFlattened)
        {
            xml.WriteEndElement();
        }
    }
}
