using ServerlessReadiness.Plans.Yaml;

namespace ServerlessReadiness.Plans.Compiling;

/// <summary>Everything found wrong with one text so far.</summary>
internal sealed class Problems(string file)
{
    private readonly List<PlanTextProblem> _found = [];

    public int Count => _found.Count;

    public IReadOnlyList<PlanTextProblem> InOrder =>
        [.. _found.OrderBy(p => p.Line).ThenBy(p => p.Column).Distinct()];

    public void Add(TextPosition at, string path, string cause, string next) =>
        _found.Add(new PlanTextProblem(file, at.Line, at.Column, cause, next) { Path = path });

    /// <summary>A value is wrong: the place is the value's.</summary>
    public void Add(YamlNode node, string cause, string next) => Add(node.At, node.Path, cause, next);

    /// <summary>
    /// Whether something is wrong with this part of the text, with what holds it, or with a part of it: then what
    /// follows from it is no news.
    /// </summary>
    public bool Concerns(string path) => _found.Exists(f => IsWithin(f.Path, path) || IsWithin(path, f.Path));

    /// <summary>Whether something is wrong with this part of the text or with a part of it.</summary>
    public bool AnyWithin(string path) => _found.Exists(f => IsWithin(f.Path, path));

    private static bool IsWithin(string inner, string outer) =>
        outer.Length > 0 && inner.StartsWith(outer, StringComparison.Ordinal)
            && (inner.Length == outer.Length || inner[outer.Length] is '.' or '[');
}
