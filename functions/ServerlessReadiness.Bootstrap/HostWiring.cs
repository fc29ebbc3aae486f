using System.Security.Cryptography;
using Amazon.DynamoDBv2;
using ServerlessReadiness.Application.Hosting;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Aws;
using ServerlessReadiness.Aws.State;

namespace ServerlessReadiness.Bootstrap;

/// <summary>Builds the process's host on the real adapters.</summary>
internal static class HostWiring
{
    public static Host Build(FunctionSettings settings)
    {
        var time = TimeProvider.System;
        var clients = new AwsClients(new AwsAccess(settings.Account, settings.Roles), time);
        var types = new InstanceTypes(clients);
        var world = new World(
            new AutoScalingFleets(clients, time),
            new ApplicationAutoScalingTargets(clients, time),
            new Ec2Instances(clients, types),
            new CloudWatchAlarms(clients),
            new SnsNotifier(clients, settings.NotificationsTopicArn),
            new ServiceQuotaHeadroom(clients, types, time));
        var config = new AmazonDynamoDBConfig();
        new AwsClientSettings(settings.Region).Apply(config, ClientUse.State);
        var dispatcher = settings.ExecutorFunction is { } executor
            ? new LambdaRunDispatcher(clients, settings.Region, executor)
            : null;
        var chance = new SystemChance();
        var store = new DynamoDbStateStore(
            new AmazonDynamoDBClient(config),
            new StateStoreSettings
            {
                TableName = settings.Table,
                Time = time,
                Chance = SystemChance.NextDouble,
                NewCommitId = () => RandomNumberGenerator.GetHexString(32),
            });
        return new Host(new HostParts(
            store,
            world,
            time,
            chance,
            new JsonLinesLoggerFactory(Console.Out, settings.LogLevel, time),
            settings.Region,
            dispatcher));
    }
}
