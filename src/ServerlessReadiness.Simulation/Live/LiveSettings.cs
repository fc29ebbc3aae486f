namespace ServerlessReadiness.Simulation.Live;

/// <summary>How an event is played for people who look on.</summary>
/// <param name="World">What is played; faults and weather are those of a rehearsal.</param>
/// <param name="At">Where it begins for them; what is before it has happened by then.</param>
/// <param name="Speed">The world's minutes in one of ours, one of <see cref="LivePlay.Speeds"/>.</param>
/// <param name="WithPeople">
/// Whether simulated people go on to approve and command as in a rehearsal. If not, all that the Api takes commands for
/// waits for those who look on from <paramref name="At"/> on.
/// </param>
public sealed record LiveSettings(SimulationSettings World, DateTimeOffset At, int Speed, bool WithPeople = false);
