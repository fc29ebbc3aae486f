using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Lifecycle;

namespace ServerlessReadiness.Testing.Worlds;

/// <summary>An instance's wait in a lifecycle hook.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Hook">The hook.</param>
/// <param name="Token">The action's token.</param>
/// <param name="Since">When it began.</param>
/// <param name="Deadline">When Auto Scaling goes on by itself.</param>
public sealed record FakeWait(
    InstanceId Instance,
    HookTerms Hook,
    string Token,
    DateTimeOffset Since,
    DateTimeOffset Deadline);
