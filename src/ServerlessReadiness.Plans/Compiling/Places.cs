using ServerlessReadiness.Plans.Yaml;

namespace ServerlessReadiness.Plans.Compiling;

/// <summary>Which part of the text each part of the compiled plan came from, by the paths that its rules use.</summary>
internal sealed class Places
{
    private readonly Dictionary<string, YamlNode> _byCompiled = new(StringComparer.Ordinal);

    public void Map(string compiled, YamlNode node) => _byCompiled.TryAdd(compiled, node);

    /// <summary>The text's part for this path, or for the nearest part of it that the text has.</summary>
    public YamlNode? Find(string compiled)
    {
        var known = compiled;
        while (true)
        {
            if (_byCompiled.TryGetValue(known, out var node))
            {
                return node;
            }

            if (known.Length == 0)
            {
                return null;
            }

            known = known[..Math.Max(0, known.LastIndexOfAny(['.', '[']))];
        }
    }
}
