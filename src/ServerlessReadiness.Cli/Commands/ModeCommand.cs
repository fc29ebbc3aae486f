using System.CommandLine;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Operators;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>mode</c>: how far automation may go in an event; <c>pause</c> and <c>resume</c> are its short forms.</summary>
internal static class ModeCommand
{
    public static Command Build(CommandShelf shelf)
    {
        var orders = new Orders();
        var mode = Choices.ModeArgument();
        return shelf.Make(
            "mode",
            "Sets how far automation may go: act, observe or paused.",
            orders.With(mode),
            (call, stop) => orders.GiveAsync(call, Of(call.Required(mode)), null, stop));
    }

    private static OperatorCommand Of(string word) => Choices.ModeOf(word, AutomationMode.Observe) switch
    {
        AutomationMode.Act => new OperatorCommand.ResumeEvent(),
        AutomationMode.Paused => new OperatorCommand.PauseEvent(),
        _ => new OperatorCommand.ObserveEvent(),
    };
}
