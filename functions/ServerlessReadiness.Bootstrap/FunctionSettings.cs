using ServerlessReadiness.Aws.Automations;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.Review;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Bootstrap;

/// <summary>The function's settings, from its environment. docs/OPERATING.md lists them.</summary>
/// <param name="Handler">The entry point.</param>
/// <param name="Table">READINESS_TABLE: the one table's name.</param>
/// <param name="Region">AWS_REGION.</param>
/// <param name="Account">READINESS_ACCOUNT: the account that the function runs in; null when it is not told.</param>
/// <param name="NotificationsTopicArn">READINESS_NOTIFICATIONS_TOPIC_ARN: where people are told.</param>
/// <param name="LeadershipTopicArn">
/// READINESS_LEADERSHIP_TOPIC_ARN: where reports go as text; null to send them by mail alone.
/// </param>
/// <param name="MailRegion">READINESS_MAIL_REGION: where mail is sent from; null for our own region.</param>
/// <param name="AlarmRoutes">READINESS_ALARM_TOPIC_ARN and others: the ways on which alarms come to us.</param>
/// <param name="Roles">READINESS_ACCOUNT_ROLES: roles to assume in other accounts.</param>
/// <param name="ExecutorFunction">
/// READINESS_EXECUTOR_FUNCTION: Executor's name or ARN; null to go on with runs in this process.
/// </param>
/// <param name="DeadLetterQueues">
/// READINESS_DEAD_LETTER_QUEUES: URLs of the queues in which failures are kept, separated by commas; empty for none.
/// </param>
/// <param name="LogLevel">READINESS_LOG_LEVEL: the least level that is logged.</param>
internal sealed record FunctionSettings(
    string Handler,
    string Table,
    string Region,
    string? Account,
    string NotificationsTopicArn,
    string? LeadershipTopicArn,
    string? MailRegion,
    AlarmRoutes AlarmRoutes,
    AccountRoles Roles,
    string? ExecutorFunction,
    IReadOnlyList<Uri> DeadLetterQueues,
    LogLevel LogLevel)
{
    private const string QueuesVariable = "READINESS_DEAD_LETTER_QUEUES";

    /// <exception cref="InvalidOperationException">
    /// A setting is missing or wrong; it is named with what to do.
    /// </exception>
    public static FunctionSettings Read(Func<string, string?> variable)
    {
        return new FunctionSettings(
            Required("_HANDLER", "the template sets it to the entry point's name"),
            Required("READINESS_TABLE", "set it to the table's name"),
            Required("AWS_REGION", "set it to a region code such as ap-northeast-2"),
            Optional("READINESS_ACCOUNT"),
            Required("READINESS_NOTIFICATIONS_TOPIC_ARN", "set it to the ARN of the topic that people subscribe to"),
            Optional("READINESS_LEADERSHIP_TOPIC_ARN"),
            Optional("READINESS_MAIL_REGION"),
            AlarmRouteSettings.Read(variable),
            AccountRoles.Parse(Optional(AccountRoles.Variable)),
            Optional(LambdaRunDispatcher.Variable),
            Queues(Optional(QueuesVariable)),
            Enum.TryParse<LogLevel>(Optional("READINESS_LOG_LEVEL"), ignoreCase: true, out var level)
                ? level
                : LogLevel.Information);

        string? Optional(string name) => variable(name) is { Length: > 0 } value ? value : null;

        string Required(string name, string next) =>
            Optional(name) ?? throw new InvalidOperationException($"The environment has no {name}; {next}.");
    }

    private static IReadOnlyList<Uri> Queues(string? text) =>
    [
        .. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(t => Uri.TryCreate(t, UriKind.Absolute, out var url)
                ? url
                : throw new InvalidOperationException(
                    $"{QueuesVariable} has \"{t}\", which is no URL; set it to the queues' URLs, separated by commas.")),
    ];
}
