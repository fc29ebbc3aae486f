using System.CommandLine;
using ServerlessReadiness.Cli.Rendering;

namespace ServerlessReadiness.Cli.Commands;

/// <summary>Makes commands whose work gets its settings and its screen.</summary>
internal sealed class CommandShelf(GlobalOptions globals, Screen screen, CliSurroundings around)
{
    public Command Make(
        string name,
        string description,
        IReadOnlyList<Symbol> parts,
        Func<CommandCall, CancellationToken, Task<int>> work)
    {
        var command = Group(name, description, []);
        foreach (var part in parts)
        {
            switch (part)
            {
                case Argument argument:
                    command.Add(argument);
                    break;
                case Option option:
                    command.Add(option);
                    break;
            }
        }

        command.SetAction((parsed, cancellationToken) => work(
            new CommandCall(parsed, globals.Read(parsed, around.Variable), screen, around),
            cancellationToken));
        return command;
    }

    public static Command Group(string name, string description, IReadOnlyList<Command> commands)
    {
        var group = new Command(name, description);
        foreach (var command in commands)
        {
            group.Add(command);
        }

        return group;
    }
}
