using System.CommandLine;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Messages;
using ServerlessReadiness.Cli.Connections;

namespace ServerlessReadiness.Cli.Commands;

/// <summary>
/// <c>local</c>: an event on this machine alone; <c>local init</c>: table and topics on a local imitation of AWS.
/// </summary>
internal static class LocalCommands
{
    private const string TableDefault = "readiness";
    private const string AlarmTopic = "readiness-alarms";
    private const string NotificationsTopic = "readiness-notifications";
    private const string LeadershipTopic = "readiness-leadership";

    /// <summary>What imitations call their account when nobody names one.</summary>
    private const string ImitatedAccount = "123456789012";

    public static Command Build(CommandShelf shelf)
    {
        var local = LocalPlayCommand.Build(shelf);
        local.Add(shelf.Make(
            "init",
            "Creates table and topics on a local imitation of AWS, such as moto, and prints the variables to set.",
            [],
            InitAsync));
        return local;
    }

    private static async Task<int> InitAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var endpoint = call.Settings.RequiredLoopback("local init");
        var table = call.Settings.Table ?? TableDefault;
        using var session = AwsSession.Open(call.Settings, call.Around);
        var created = await session.Tables().CreateIfMissingAsync(table, cancellationToken);
        var location = new Location(call.Around.Variable("READINESS_ACCOUNT") ?? ImitatedAccount, session.Region);
        var topics = new Topics(session.Clients);
        var alarms = await topics.CreateIfMissingAsync(location, AlarmTopic, cancellationToken);
        var notifications = await topics.CreateIfMissingAsync(location, NotificationsTopic, cancellationToken);
        var leadership = await topics.CreateIfMissingAsync(location, LeadershipTopic, cancellationToken);
        (string Name, string Value)[] variables =
        [
            ("AWS_ENDPOINT_URL", endpoint.AbsoluteUri),
            ("AWS_REGION", session.Region),
            ("READINESS_TABLE", table),
            ("READINESS_ALARM_TOPIC_ARN", alarms),
            ("READINESS_NOTIFICATIONS_TOPIC_ARN", notifications),
            (AwsSession.LeadershipVariable, leadership),
        ];
        call.Screen.Show(
            () => new JsonObject
            {
                ["table"] = table,
                ["tableCreated"] = created,
                ["variables"] = new JsonObject(variables.Select(v => KeyValuePair.Create(v.Name, (JsonNode?)v.Value))),
            },
            () =>
            {
                var what = created ? "created" : "was there already";
                call.Screen.Line($"# Table {table} {what}; set these variables:");
                foreach (var (name, value) in variables)
                {
                    call.Screen.Line($"export {name}={value}");
                }
            });
        return ExitCodes.Done;
    }
}
