namespace ServerlessReadiness.Aws.Sandbox;

/// <summary>What belongs to a sandbox: the lines <c>name=value</c> of the parameter that its template writes.</summary>
/// <param name="Stack">The stack, whose name every resource carries in <see cref="Tag"/>.</param>
/// <param name="Group">An Auto Scaling group.</param>
/// <param name="Table">A table with the keys and the expiry of the state table.</param>
/// <param name="Queue">The URL of a queue that hears of the alarm by the topic and by EventBridge.</param>
/// <param name="Alarm">An alarm that takes missing data for OK and tells the topic.</param>
/// <param name="Zone">The id of a private hosted zone.</param>
/// <param name="Records">The name of two weighted records in it.</param>
/// <param name="Settings">The path of a parameter called mode.</param>
/// <param name="HealthCheck">A health check behind one of the records; null where it was left out.</param>
/// <param name="Listener">A load balancer's listener; null where it was left out.</param>
public sealed record SandboxNames(
    string Stack,
    string Group,
    string Table,
    string Queue,
    string Alarm,
    string Zone,
    string Records,
    string Settings,
    string? HealthCheck,
    string? Listener)
{
    /// <summary>The tag of what is a sandbox's; its value is the stack.</summary>
    public const string Tag = "readiness:sandbox";

    public static string ParameterOf(string stack) => $"/readiness-sandbox/{stack}/names";

    /// <exception cref="FormatException">A name is missing, or one cannot be this sandbox's.</exception>
    public static SandboxNames Parse(string stack, string text)
    {
        var values = text
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split('=', 2))
            .Where(pair => pair.Length == 2 && pair[1].Length > 0)
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        var names = new SandboxNames(
            stack,
            Value("group"),
            Value("table"),
            Value("queue"),
            Value("alarm"),
            Value("zone"),
            Value("records"),
            Value("settings"),
            values.GetValueOrDefault("health-check"),
            values.GetValueOrDefault("listener"));

        // Parameters are reached by path, without a look at each one's tags: the path must be the sandbox's own.
        return names.Settings == $"/readiness-sandbox/{stack}/settings"
            ? names
            : throw new FormatException($"the settings of sandbox {stack} lie outside it, at {names.Settings}");

        string Value(string name) => values.GetValueOrDefault(name)
            ?? throw new FormatException($"the parameter {ParameterOf(stack)} names no {name}");
    }
}
