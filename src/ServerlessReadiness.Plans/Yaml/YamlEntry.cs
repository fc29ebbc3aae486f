namespace ServerlessReadiness.Plans.Yaml;

/// <summary>A key of a mapping with its value.</summary>
internal sealed record YamlEntry(string Key, YamlNode Value);
