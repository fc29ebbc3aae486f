namespace ServerlessReadiness.WebConsole;

/// <summary>One file of the page, with all that it is served with.</summary>
/// <param name="Text">Its content; all of them are text.</param>
/// <param name="Headers">Names in lower case, content type and cache rules included.</param>
public sealed record ConsoleFile(string Text, IReadOnlyDictionary<string, string> Headers);
