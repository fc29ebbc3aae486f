using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Application.Ports;

/// <summary>
/// EC2 Auto Scaling groups. Reads may be retried by the adapter; a change is one attempt, never more.
/// </summary>
public interface IFleets
{
    /// <summary>Reads a group, and of what may stand in an action's way as much as is asked for.</summary>
    /// <exception cref="PortException">
    /// NotFound when there is no such group; otherwise why it could not be read.
    /// </exception>
    Task<GroupSnapshot> ReadAsync(
        Resource.AutoScalingGroup group,
        GroupDetails details,
        CancellationToken cancellationToken);

    /// <summary>Sets minimum and maximum; leaves the desired capacity to the group.</summary>
    Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.SetGroupBounds change,
        CancellationToken cancellationToken);

    /// <summary>Sets the desired capacity.</summary>
    Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.SetGroupDesired change,
        CancellationToken cancellationToken);

    /// <summary>Terminates a member. One that is gone already is done, not an error.</summary>
    Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.TerminateMember change,
        CancellationToken cancellationToken);

    Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.EnterStandby change,
        CancellationToken cancellationToken);

    Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.ExitStandby change,
        CancellationToken cancellationToken);

    Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.MarkUnhealthy change,
        CancellationToken cancellationToken);

    /// <summary>Writes a scheduled action, over an older one of the same name.</summary>
    Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.PutScheduledAction change,
        CancellationToken cancellationToken);

    /// <summary>Removes a scheduled action. One that is gone already is done, not an error.</summary>
    Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.DeleteScheduledAction change,
        CancellationToken cancellationToken);
}
