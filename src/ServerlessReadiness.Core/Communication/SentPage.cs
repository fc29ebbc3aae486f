using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Communication;

/// <summary>A kind and component that people were told of in the present window.</summary>
/// <param name="Run">The run that called at once; null where it was told in a digest.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Component">On which component.</param>
public sealed record SentPage(RunId? Run, string Kind, ComponentName Component);
