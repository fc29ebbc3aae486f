using System.CommandLine;
using System.Text.RegularExpressions;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Sandbox;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Cli.Selftest;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>selftest</c>: does AWS do what we believe?</summary>
internal static partial class SelftestCommand
{
    public const string Name = "selftest";
    private const string Template = "templates/sandbox.yaml";

    public static Command Build(CommandShelf shelf)
    {
        var sandbox = new Option<string>("--sandbox")
        {
            Description = $"The stack of {Template} whose resources are tried on; nothing else is touched.",
            HelpName = "STACK",
            Required = true,
        };
        var only = new Option<string?>("--only")
        {
            Description = "The beliefs to try, such as B3,B6; all that can be tried if not given.",
            HelpName = "IDS",
        };
        var yes = new Option<bool>("--yes") { Description = "Begins without asking." };
        return shelf.Make(
            Name,
            "Tries what we believe about AWS (docs/BELIEFS.md) on throw-away resources in your account.",
            [sandbox, only, yes],
            async (call, stop) =>
            {
                var stack = StackOf(call.Value(sandbox)!);
                var beliefs = BeliefBook.Read();
                var chosen = OnlyOf(call.Value(only), beliefs);
                using var session = AwsSession.Open(call.Settings, call.Around);
                var location = new Location((await session.CallerAsync(stop)).Who.Split(':')[4], session.Region);
                var names = await SandboxAsync(session, location, stack, stop);
                var imitation = call.Settings.Endpoint;
                Announce(call, names, chosen, imitation);
                Confirmation.Require(call.Around, call.Value(yes), $"Trying beliefs on sandbox {stack}");

                var lab = new Lab(
                    session.World(call.Around),
                    session.AlarmMaker(),
                    new SandboxCalls(session.Clients, location, names),
                    names,
                    location,
                    imitation is not null,
                    call.Around.Time);
                var findings = await new SelftestRunner(lab, imitation).RunAsync(
                    beliefs,
                    chosen,
                    BeliefTable.Find,
                    e => Tell(call, e),
                    stop);
                call.Screen.Show(
                    () => SelftestView.ToJson(stack, findings),
                    () => SelftestView.Show(call.Screen, findings));
                return findings.ExitCode;
            });
    }

    /// <summary>How long a person who stops the command lets it clean up; null for every other command.</summary>
    public static TimeSpan? PutBackTime(ParseResult parsed) =>
        parsed.CommandResult.Command.Name == Name ? SelftestRunner.PutBackWithin : null;

    private static void Tell(CommandCall call, Experiment experiment)
    {
        if (call.Around.IsTerminal && !call.Screen.IsJson)
        {
            call.Around.Error.WriteLine($"{experiment.Belief}: {experiment.Steps} …");
        }
    }

    private static void Announce(CommandCall call, SandboxNames names, HashSet<string>? chosen, Uri? imitation)
    {
        if (!call.Screen.IsJson)
        {
            SelftestView.ShowIntent(
                call.Screen,
                names,
                [.. BeliefTable.Experiments.Where(e => chosen?.Contains(e.Belief) != false)],
                imitation);
        }
    }

    private static string StackOf(string name) => StackName().IsMatch(name) ? name : throw CliException.BadInput(
        $"\"{name}\" is no name of a stack",
        "use a letter, then letters, digits and hyphens, 60 at most");

    private static HashSet<string>? OnlyOf(string? text, IReadOnlyList<Belief> beliefs)
    {
        if (text is null)
        {
            return null;
        }

        var chosen = text
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(id => id.ToUpperInvariant())
            .ToHashSet(StringComparer.Ordinal);
        var unknown = chosen.Where(id => beliefs.All(b => b.Id != id)).ToList();
        if (unknown.Count > 0 || chosen.Count == 0)
        {
            throw CliException.BadInput(
                unknown.Count > 0 ? $"there is no belief {string.Join(", ", unknown)}" : "--only names no belief",
                $"name some of {List()}");
        }

        var untried = chosen.Where(id => BeliefTable.Find(id) is null).ToList();
        return untried.Count == 0 ? chosen : throw CliException.BadInput(
            $"{string.Join("; ", untried.Select(id => $"{id} cannot be tried: {BeliefTable.Reason(id)}"))}",
            $"name some of {List()}");

        static string List() => string.Join(", ", BeliefTable.Experiments
            .Select(e => e.Belief)
            .OrderBy(id => int.Parse(id[1..])));
    }

    private static async Task<SandboxNames> SandboxAsync(
        AwsSession session,
        Location location,
        string stack,
        CancellationToken stop)
    {
        var reader = new SandboxReader(session.Clients, location);
        SandboxNames? names;
        try
        {
            names = await reader.FindAsync(stack, stop);
        }
        catch (FormatException e)
        {
            throw CliException.BadInput(e.Message, $"deploy {Template} anew");
        }

        if (names is null)
        {
            throw CliException.BadInput(
                $"there is no sandbox {stack} in account {location.Account}, {location.Region}",
                $"deploy one: aws cloudformation deploy --template-file {Template} --stack-name {stack}");
        }

        var strangers = await reader.StrangersAsync(names, stop);
        return strangers.Count == 0 ? names : throw CliException.BadInput(
            $"{string.Join(", ", strangers)} {(strangers.Count == 1 ? "is" : "are")} not tagged {SandboxNames.Tag}="
            + $"{stack}, so nothing was touched",
            $"deploy {Template} anew, and never tag anything else so");
    }

    [GeneratedRegex(@"^[a-zA-Z][a-zA-Z0-9-]{0,59}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StackName();
}
