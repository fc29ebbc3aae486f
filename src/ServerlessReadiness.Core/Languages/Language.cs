namespace ServerlessReadiness.Core.Languages;

/// <summary>A language that people are written to in.</summary>
public enum Language
{
    English = 0,
    Korean = 1,
}
