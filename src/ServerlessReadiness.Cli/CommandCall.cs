using System.CommandLine;
using ServerlessReadiness.Cli.Rendering;

namespace ServerlessReadiness.Cli;

/// <summary>One call of a command: what was given, and where its answer goes.</summary>
internal sealed record CommandCall(ParseResult Parsed, Settings Settings, Screen Screen, CliSurroundings Around)
{
    public T Required<T>(Argument<T> argument) => Parsed.GetRequiredValue(argument);

    public T? Value<T>(Option<T> option) => Parsed.GetValue(option);
}
