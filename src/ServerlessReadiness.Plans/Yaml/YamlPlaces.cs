namespace ServerlessReadiness.Plans.Yaml;

/// <summary>Where a problem with a node is shown.</summary>
internal static class YamlPlaces
{
    /// <summary>A scalar at its text; a mapping or list at the key that holds it, where a person looks.</summary>
    public static TextPosition Place(this YamlNode node) => node is YamlNode.Scalar ? node.At : node.NamedAt;
}
