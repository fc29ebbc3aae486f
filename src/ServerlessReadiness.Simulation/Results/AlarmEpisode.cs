using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Simulation.Results;

/// <summary>An alarm that fired.</summary>
/// <param name="Alarm">Its name.</param>
/// <param name="Component">The component behind it; null for none.</param>
/// <param name="From">When it went to ALARM.</param>
/// <param name="Until">When it left it; null when it still fired at the end.</param>
public sealed record AlarmEpisode(string Alarm, ComponentName? Component, DateTimeOffset From, DateTimeOffset? Until);
