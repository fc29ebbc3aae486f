using System.Text;
using System.Text.Json;
using System.Xml;
using ServerlessReadiness.SliceSupport;

namespace ServerlessReadiness.Sdk.Tests.Support;

/// <summary>One object with everything in it, in the three wire forms.</summary>
public sealed class BodyWriterTests
{
    private static readonly DateTime At = new(2026, 1, 2, 3, 4, 5, 60, DateTimeKind.Utc);

    [Fact]
    public void The_query_form_flattens_names()
    {
        var form = new List<KeyValuePair<string, string>>();

        WriteAll(new QueryBodyWriter(form));

        Assert.Equal(
            [
                "Text=a b", "Count=-7", "Share=0.1", "Odd=NaN", "On=true", "At=2026-01-02T03:04:05.06Z", "Bytes=AQID",
                "Inner.Name=x", "List.member.1=p", "List.member.2=q", "Flat.1=p", "None=",
                "Nested.member.1.Name=x", "Nested.member.2.Name=y",
                "Map.entry.1.key=k", "Map.entry.1.value.Name=x", "FlatMap.1.Name=k", "FlatMap.1.Value=v", "Last=z",
            ],
            form.ConvertAll(pair => pair.Key + "=" + pair.Value));
    }

    [Fact]
    public void The_json_form_has_objects_and_arrays()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteAll(new JsonBodyWriter(json));
            json.WriteEndObject();
        }

        Assert.Equal(
            """
            {"Text":"a b","Count":-7,"Share":0.1,"Odd":"NaN","On":true,"At":"2026-01-02T03:04:05.06Z","Bytes":"AQID",
            "Inner":{"Name":"x"},"List":["p","q"],"Flat":["p"],"None":[],"Nested":[{"Name":"x"},{"Name":"y"}],
            "Map":{"k":{"Name":"x"}},"FlatMap":{"k":"v"},"Last":"z"}
            """.ReplaceLineEndings(""),
            Encoding.UTF8.GetString(buffer.ToArray()));
    }

    [Fact]
    public void The_xml_form_has_elements_of_one_namespace()
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true }))
        {
            xml.WriteStartElement("R", "urn:x");
            WriteAll(new XmlBodyWriter(xml, "urn:x"));
            xml.WriteEndElement();
        }

        Assert.Equal(
            """
            <R xmlns="urn:x"><Text>a b</Text><Count>-7</Count><Share>0.1</Share><Odd>NaN</Odd><On>true</On>
            <At>2026-01-02T03:04:05.06Z</At><Bytes>AQID</Bytes><Inner><Name>x</Name></Inner>
            <List><member>p</member><member>q</member></List><Flat>p</Flat><None />
            <Nested><member><Name>x</Name></member><member><Name>y</Name></member></Nested>
            <Map><entry><key>k</key><value><Name>x</Name></value></entry></Map>
            <FlatMap><Name>k</Name><Value>v</Value></FlatMap><Last>z</Last></R>
            """.ReplaceLineEndings(""),
            text.ToString());
    }

    [Theory]
    [InlineData("1767323045.06")]
    [InlineData("2026-01-02T03:04:05.060Z")]
    [InlineData("2026-01-02T04:04:05.06+01:00")]
    public void A_time_is_read_in_whatever_format_it_comes(string text)
    {
        var time = WireText.ToTime(text);

        Assert.Equal(At, time);
        Assert.Equal(DateTimeKind.Utc, time.Kind);
    }

    [Fact]
    public void A_time_is_written_in_the_format_of_the_model()
    {
        Assert.Equal("1767323045.06", WireText.Of(At, TimeFormat.UnixSeconds));
        Assert.Equal("Fri, 02 Jan 2026 03:04:05 GMT", WireText.Of(At, TimeFormat.Rfc822));
        Assert.Equal("2026-01-02T03:04:05Z", WireText.Of(At.AddMilliseconds(-60), TimeFormat.Iso8601));
    }

    private static void WriteAll(BodyWriter body)
    {
        var inner = new Dictionary<string, string>(StringComparer.Ordinal) { ["Name"] = "x" };
        body.Member("Text", "a b");
        body.Member("Absent", (string?)null);
        body.Member("Count", -7);
        body.Member("Share", 0.1);
        body.Member("Odd", double.NaN);
        body.Member("On", true);
        body.Member("At", At, TimeFormat.Iso8601);
        using var bytes = new MemoryStream([1, 2, 3]);
        body.Member("Bytes", bytes);
        body.Member("Inner", inner, WriteNames);
        body.List("List", new("member", false), ["p", "q"], static (b, item) => b.Value(item));
        body.List("Flat", new("member", true), ["p"], static (b, item) => b.Value(item));
        body.List("None", new("member", false), [], static (BodyWriter b, string item) => b.Value(item));
        body.List(
            "Nested", new("member", false), [inner, new() { ["Name"] = "y" }], static (b, item) => b.Structure(item, WriteNames));
        var nested = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal) { ["k"] = inner };
        body.Map("Map", new("key", "value", false), nested, static (b, item) => b.Structure(item, WriteNames));
        var flat = new Dictionary<string, string>(StringComparer.Ordinal) { ["k"] = "v" };
        body.Map("FlatMap", new("Name", "Value", true), flat, static (b, item) => b.Value(item));
        body.Member("Last", "z");
    }

    private static void WriteNames(BodyWriter body, Dictionary<string, string> names)
    {
        foreach (var (name, value) in names)
        {
            body.Member(name, value);
        }
    }
}
