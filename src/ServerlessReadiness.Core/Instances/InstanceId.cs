using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace ServerlessReadiness.Core.Instances;

/// <summary>An EC2 instance's id: i- and 8 to 17 hexadecimal digits.</summary>
[JsonConverter(typeof(TextIdConverter<InstanceId>))]
public readonly partial record struct InstanceId : ITextId<InstanceId>
{
    private InstanceId(string value) => Value = value;

    public string Value { get; }

    public static string Rule => "use i- followed by 8 to 17 hexadecimal digits";

    public static bool TryParse([NotNullWhen(true)] string? text, out InstanceId id)
    {
        var valid = text is not null && Shape().IsMatch(text);
        id = valid ? new InstanceId(text!) : default;
        return valid;
    }

    public static InstanceId Parse(string text) => TextId.Parse<InstanceId>(text);

    public override string ToString() => Value;

    [GeneratedRegex("^i-[0-9a-f]{8,17}\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shape();
}
