using System.CommandLine;

namespace ServerlessReadiness.Cli;

/// <summary>The options that every command takes.</summary>
internal sealed class GlobalOptions
{
    public Option<string?> EndpointUrl { get; } = new("--endpoint-url")
    {
        Description = "Where all AWS services listen, such as a local imitation of AWS (AWS_ENDPOINT_URL).",
        HelpName = "URL",
        Recursive = true,
    };

    public Option<string?> Region { get; } = new("--region")
    {
        Description = "The region of table and topics (AWS_REGION).",
        HelpName = "REGION",
        Recursive = true,
    };

    public Option<string?> Profile { get; } = new("--profile")
    {
        Description = "The profile of the AWS configuration whose credentials to use (AWS_PROFILE).",
        HelpName = "NAME",
        Recursive = true,
    };

    public Option<string?> Table { get; } = new("--table")
    {
        Description = "The state table's name (READINESS_TABLE).",
        HelpName = "NAME",
        Recursive = true,
    };

    public Option<string> Output { get; } = new("--output")
    {
        Description = "text for people, or json: one document on standard output.",
        HelpName = "json|text",
        Recursive = true,
        DefaultValueFactory = _ => Text,
    };

    public const string Text = "text";
    public const string Json = "json";

    public void AddTo(Command command)
    {
        Output.AcceptOnlyFromAmong(Json, Text);
        command.Add(EndpointUrl);
        command.Add(Region);
        command.Add(Profile);
        command.Add(Table);
        command.Add(Output);
    }

    public Settings Read(ParseResult parsed, Func<string, string?> variable) => new(
        EndpointOf(parsed.GetValue(EndpointUrl) ?? variable("AWS_ENDPOINT_URL")),
        parsed.GetValue(Region) ?? variable("AWS_REGION"),
        parsed.GetValue(Profile),
        parsed.GetValue(Table) ?? variable("READINESS_TABLE"));

    private static Uri? EndpointOf(string? text) =>
        string.IsNullOrEmpty(text) ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri
        : throw CliException.BadInput(
            $"endpoint URL \"{text}\" is not an http or https address",
            "give one such as http://127.0.0.1:5000");
}
