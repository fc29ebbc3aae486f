namespace ServerlessReadiness.Cli;

/// <summary>What the global options and the environment say.</summary>
internal sealed record Settings(Uri? Endpoint, string? Region, string? Profile, string? Table)
{
    public string RequiredRegion => Region ?? throw CliException.BadInput(
        "no AWS region is known",
        "set AWS_REGION or give --region, for example --region ap-northeast-2");

    public string RequiredTable => Table ?? throw CliException.BadInput(
        "no state table is known",
        "set READINESS_TABLE or give --table; readiness local init makes a table on a local imitation of AWS");

    /// <summary>The endpoint, if it is one that cannot be AWS. Everything that is called local demands this.</summary>
    public Uri RequiredLoopback(string command) => Endpoint switch
    {
        null => throw CliException.BadInput(
            $"{command} needs the address of a local imitation of AWS and never goes to AWS itself",
            "start one and give --endpoint-url, for example http://127.0.0.1:5000"),
        { IsLoopback: false } => throw CliException.BadInput(
            $"{command} goes to this machine only, and {Endpoint} is elsewhere",
            "give --endpoint-url an address of this machine, such as http://127.0.0.1:5000"),
        _ => Endpoint,
    };
}
