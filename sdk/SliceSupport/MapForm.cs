#nullable enable
namespace ServerlessReadiness.SliceSupport;

/// <summary>How XML and the query protocol name the parts of a map; JSON has objects and needs none of it.</summary>
internal readonly record struct MapForm(string Key, string Value, bool IsFlattened);
