using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Aws.Fleets;

using Amazon.AutoScaling.Model;

/// <summary>A group's scheduled actions that are ours, and whether its own policies bring its size down.</summary>
internal sealed class AutoScalingSchedules(AwsClients clients)
{
    // The service's own limit for a page of either.
    private const int PageSize = 100;

    // A group may have 125 scheduled actions and 50 policies, unless AWS has raised that.
    private const int PagesMax = 20;

    /// <summary>Those whose names are ours, earliest first.</summary>
    public async Task<EquatableList<ArmedFloor>> ReadAsync(
        Resource.AutoScalingGroup group,
        CancellationToken cancellationToken)
    {
        var request = new DescribeScheduledActionsRequest
        {
            AutoScalingGroupName = group.Name,
            MaxRecords = PageSize,
        };
        var found = new List<ArmedFloor>();
        for (var page = 0; page < PagesMax; page++)
        {
            var response = await Call(group, "DescribeScheduledActions").SendAsync(
                clients,
                () => clients.AutoScaling(Location.Of(group), ClientUse.Read)
                    .DescribeScheduledActionsAsync(request, cancellationToken),
                cancellationToken);
            found.AddRange((response.ScheduledUpdateGroupActions ?? [])
                .Where(a => a.ScheduledActionName?.StartsWith(ArmedFloor.Prefix, StringComparison.Ordinal) == true)
                .Select(ToFloor));
            if (string.IsNullOrEmpty(response.NextToken))
            {
                return EquatableList.From(found.OrderBy(a => a.At));
            }

            request.NextToken = response.NextToken;
        }

        throw TooMany(group, "scheduled actions");
    }

    /// <summary>
    /// Whether a policy that is enabled can bring the size down. Predictive scaling and policies that only scale out
    /// cannot: nothing would ever take away what they do not.
    /// </summary>
    public async Task<bool> HasPoliciesAsync(Resource.AutoScalingGroup group, CancellationToken cancellationToken)
    {
        var request = new DescribePoliciesRequest { AutoScalingGroupName = group.Name, MaxRecords = PageSize };
        for (var page = 0; page < PagesMax; page++)
        {
            var response = await Call(group, "DescribePolicies").SendAsync(
                clients,
                () => clients.AutoScaling(Location.Of(group), ClientUse.Read)
                    .DescribePoliciesAsync(request, cancellationToken),
                cancellationToken);
            if ((response.ScalingPolicies ?? []).Exists(Shrinks))
            {
                return true;
            }

            if (string.IsNullOrEmpty(response.NextToken))
            {
                return false;
            }

            request.NextToken = response.NextToken;
        }

        throw TooMany(group, "scaling policies");
    }

    public Task PutAsync(
        Resource.AutoScalingGroup group,
        ArmedFloor floor,
        CancellationToken cancellationToken)
    {
        var request = new PutScheduledUpdateGroupActionRequest
        {
            AutoScalingGroupName = group.Name,
            ScheduledActionName = floor.Name,
            StartTime = floor.At.UtcDateTime,
            MinSize = floor.Minimum,
            MaxSize = floor.Maximum,
        };
        return Call(group, "PutScheduledUpdateGroupAction").SendAsync(
            clients,
            () => clients.AutoScaling(Location.Of(group), ClientUse.Effect)
                .PutScheduledUpdateGroupActionAsync(request, cancellationToken),
            cancellationToken);
    }

    public async Task DeleteAsync(
        Resource.AutoScalingGroup group,
        string name,
        CancellationToken cancellationToken)
    {
        var request = new DeleteScheduledActionRequest
        {
            AutoScalingGroupName = group.Name,
            ScheduledActionName = name,
        };
        try
        {
            await Call(group, "DeleteScheduledAction").SendAsync(
                clients,
                () => clients.AutoScaling(Location.Of(group), ClientUse.Effect)
                    .DeleteScheduledActionAsync(request, cancellationToken),
                cancellationToken);
        }
        catch (PortException gone) when (gone.Failure == PortFailure.NotFound)
        {
            // It fired, or was removed before, or its group is gone: what does not exist cannot act.
        }
    }

    // One without a minimum is none that we wrote; as 0 it differs from every floor and is replaced.
    private static ArmedFloor ToFloor(ScheduledUpdateGroupAction action) => new(
        action.ScheduledActionName,
        Instant.Of(action.StartTime) ?? DateTimeOffset.MinValue,
        action.MinSize ?? 0,
        action.MaxSize);

    private static bool Shrinks(ScalingPolicy policy) => policy.Enabled != false && policy.PolicyType switch
    {
        "TargetTrackingScaling" => policy.TargetTrackingConfiguration?.DisableScaleIn != true,
        "StepScaling" => policy.AdjustmentType == "ExactCapacity"
            || (policy.StepAdjustments ?? []).Exists(s => s.ScalingAdjustment < 0),
        "SimpleScaling" => policy.AdjustmentType == "ExactCapacity" || policy.ScalingAdjustment < 0,
        _ => false,
    };

    private static PortException TooMany(Resource.AutoScalingGroup group, string what) => new(
        PortFailure.Refused,
        $"{group.Label} in account {group.Account}, {group.Region} has more than {PagesMax * PageSize} {what}; remove "
        + "some.");

    private static AwsCall Call(Resource group, string operation) =>
        new(group.Label, Location.Of(group), $"autoscaling:{operation}");
}
