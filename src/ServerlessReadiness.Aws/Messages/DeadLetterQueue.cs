namespace ServerlessReadiness.Aws.Messages;

/// <summary>A queue in which what failed is kept.</summary>
/// <param name="Name">Its logical id in the template, such as AlarmResponderFailures.</param>
/// <param name="Address">Its URL.</param>
/// <param name="Waiting">Letters that anybody can take, about.</param>
/// <param name="Hidden">Letters that somebody looks at right now, about.</param>
public sealed record DeadLetterQueue(string Name, string Address, int Waiting, int Hidden)
{
    private static readonly string[] Endings = ["DeliveryDeadLetters", "Failures"];

    /// <summary>The function whose signals these were, as the template calls it.</summary>
    public string Function => Endings.FirstOrDefault(Name.EndsWith) is { } ending
        ? Name[..^ending.Length] is var rest && rest == "Alarm" ? "AlarmResponder" : rest
        : Name;
}
