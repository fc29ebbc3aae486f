namespace ServerlessReadiness.Core.PostMortems;

/// <summary>A file of the data appendix.</summary>
/// <param name="Name">Its name, such as journal.csv.</param>
/// <param name="Text">CSV as RFC 4180 has it, in UTF-8, times in UTC.</param>
public sealed record AppendixFile(string Name, string Text);
