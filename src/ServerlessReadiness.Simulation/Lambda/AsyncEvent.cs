namespace ServerlessReadiness.Simulation.Lambda;

/// <summary>One payload in Lambda's queue for asynchronous invocations.</summary>
/// <param name="Payload">Its bytes.</param>
/// <param name="About">What it is, for the timeline and the checkers; the alarm's deduplication key for a message.
/// </param>
/// <param name="QueuedMs">When it was accepted.</param>
/// <param name="Attempt">1 for the first.</param>
internal sealed record AsyncEvent(byte[] Payload, string About, long QueuedMs, int Attempt);
