namespace ServerlessReadiness.Core;

/// <summary>What all text ids share.</summary>
public static class TextId
{
    private const int ShownCharactersMax = 80;

    /// <exception cref="FormatException">The text has another shape; the message says which is wanted.</exception>
    public static T Parse<T>(string text)
        where T : struct, ITextId<T> =>
        T.TryParse(text, out var id)
            ? id
            : throw new FormatException($"\"{Shorten(text)}\" is not a valid {typeof(T).Name}; {T.Rule}.");

    private static string Shorten(string? text) =>
        text is null ? "" : text.Length <= ShownCharactersMax ? text : text[..ShownCharactersMax] + "…";
}
