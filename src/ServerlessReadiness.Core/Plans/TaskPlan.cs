using ServerlessReadiness.Core.Timeline;

namespace ServerlessReadiness.Core.Plans;

/// <summary>What the plan says of one task: a task of its own, or another word on one that every plan has.</summary>
/// <param name="Id">The task.</param>
/// <param name="What">What is to be done; null for a task that is there anyhow.</param>
/// <param name="Stage">When about; null as it is, of one's own as its due date tells.</param>
/// <param name="Due">By when; null as it is.</param>
/// <param name="Owner">A contact's name or role; null as it is.</param>
/// <param name="Drop">Whether it is not done at all.</param>
public sealed record TaskPlan(
    TaskId Id,
    string? What,
    TaskStage? Stage,
    DateTimeOffset? Due,
    string? Owner,
    bool Drop);
