namespace ServerlessReadiness.Core.Snapshots;

/// <summary>A task that is not done.</summary>
/// <param name="Task">Its id.</param>
/// <param name="English">What is to be done.</param>
/// <param name="Korean">The same.</param>
/// <param name="Owner">By whom.</param>
/// <param name="Due">Until when.</param>
public sealed record TaskView(string Task, string English, string Korean, string Owner, DateTimeOffset Due);
