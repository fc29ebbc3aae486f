namespace ServerlessReadiness.Cli;

/// <summary>Asks a person before something that a live event feels.</summary>
internal static class Confirmation
{
    /// <summary>Returns when the person agreed, or had said so before.</summary>
    /// <param name="around">Where to ask.</param>
    /// <param name="yes">Whether the person agreed on the command line.</param>
    /// <param name="what">What is about to happen, as the end of "… ?".</param>
    /// <exception cref="CliException">The person declined, or nobody is there to ask.</exception>
    public static void Require(CliSurroundings around, bool yes, string what)
    {
        if (yes)
        {
            return;
        }

        if (around.In is null)
        {
            throw new CliException(
                ExitCodes.BadInput, $"{what} needs a person's agreement, and nobody can be asked here", "add --yes");
        }

        around.Error.Write($"{what}? Type yes to go on: ");
        if (around.In.ReadLine()?.Trim() is not "yes")
        {
            throw new CliException(ExitCodes.No, $"{what} was declined", "nothing was changed");
        }
    }
}
