using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Lifecycle;

/// <summary>What is known of a command on an instance.</summary>
/// <param name="AgentOnline">Whether the instance's agent takes commands.</param>
/// <param name="State">How far the command is; null when none with the step's token was sent.</param>
/// <param name="Words">What the service says.</param>
public sealed record CommandSnapshot(bool AgentOnline, ReceiptState? State, string Words);
