#nullable enable
namespace ServerlessReadiness.SliceSupport;

/// <summary>How XML and the query protocol name list items; JSON has arrays and needs none of it.</summary>
/// <param name="Item">Name of an item, <c>member</c> where the model gives none.</param>
/// <param name="IsFlattened">True when items stand where the list would, under the list's own name.</param>
internal readonly record struct ListForm(string Item, bool IsFlattened);
