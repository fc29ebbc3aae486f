namespace ServerlessReadiness.Simulation.Live;

/// <summary>How an event is played for people who look on.</summary>
/// <param name="World">What is played; faults and weather are those of a rehearsal.</param>
/// <param name="At">Where it begins for them; what is before it has happened by then.</param>
/// <param name="Speed">The world's minutes in one of ours, one of <see cref="LivePlay.Speeds"/>.</param>
/// <param name="WithPeople">
/// Whether simulated people go on to approve, confirm and command as in a rehearsal. If not, they leave at
/// <paramref name="At"/>, and everything of that kind waits for those who look on.
/// </param>
public sealed record LiveSettings(SimulationSettings World, DateTimeOffset At, int Speed, bool WithPeople = false);
