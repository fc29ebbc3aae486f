namespace ServerlessReadiness.Bench;

/// <summary>A request that the canned endpoint answered.</summary>
/// <param name="Operation">Such as <c>TransactWriteItems</c>.</param>
/// <param name="StartMilliseconds">When it arrived.</param>
/// <param name="EndMilliseconds">When it was answered.</param>
internal sealed record TracedCall(string Operation, double StartMilliseconds, double EndMilliseconds);
