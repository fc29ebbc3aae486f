namespace ServerlessReadiness.Plans.Shapes;

/// <summary>A key of the plan's YAML: the one place that compiler, schema and reference take it from.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Type">What may stand behind it.</param>
/// <param name="Says">What it means, in a sentence.</param>
/// <param name="Example">A value that fits.</param>
/// <param name="Default">What holds when it is absent, in words; null when nothing does.</param>
internal sealed record Key(string Name, KeyType Type, string Says, string Example, string? Default = null)
{
    public bool IsRequired { get; init; }

    /// <summary>Where its value goes in the compiled plan, relative to the section; its own name if null.</summary>
    public string? Compiled { get; init; }
}
