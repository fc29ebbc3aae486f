using ServerlessReadiness.Application.Hosting;
using ServerlessReadiness.Application.Snapshots;
using ServerlessReadiness.Aws;
using ServerlessReadiness.Aws.Automations;
using ServerlessReadiness.Aws.Clients;

namespace ServerlessReadiness.Bootstrap;

/// <summary>Builds the process's host on the real adapters.</summary>
internal static class HostWiring
{
    public static Host Build(FunctionSettings settings)
    {
        var time = TimeProvider.System;
        var aws = new AwsHost(new AwsAccess(settings.Account, settings.Roles), settings.Region, time);
        var dispatcher = settings.ExecutorFunction is { } executor
            ? new LambdaRunDispatcher(aws.Clients, settings.Region, executor)
            : null;
        var store = aws.Store(settings.Table);
        return new Host(new HostParts(
            store,
            aws.World(settings.NotificationsTopicArn, settings.LeadershipTopicArn, settings.MailRegion),
            time,
            new SystemChance(),
            new JsonLinesLoggerFactory(Console.Out, settings.LogLevel, time),
            settings.Region,
            dispatcher)
        {
            ReviewSources = aws.ReviewSources(store, settings.AlarmRoutes, settings.NotificationsTopicArn),
            Dashboards = aws.Dashboards(),
            Snapshots = new SnapshotParts(aws.LetterCounts(settings.DeadLetterQueues)),
            Measurements = new EmbeddedMetrics(Console.Out, settings.Table, settings.Handler, time),
        });
    }
}
