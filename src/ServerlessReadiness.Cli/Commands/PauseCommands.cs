using System.CommandLine;
using System.Text.Json.Nodes;
using ServerlessReadiness.Aws;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Core.Operators;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>pause</c> and <c>resume</c>; the hard one needs IAM and nothing of ours.</summary>
internal static class PauseCommands
{
    /// <summary>The roles that may change the workload, for a hard pause.</summary>
    public const string RolesVariable = "READINESS_EFFECT_ROLES";

    public static IEnumerable<Command> Build(CommandShelf shelf) => [BuildPause(shelf), BuildResume(shelf)];

    private static Command BuildPause(CommandShelf shelf)
    {
        var orders = new Orders();
        orders.EventId.Required = false;
        var hard = new Option<bool>("--hard")
        {
            Description = "Denies the effects in IAM, for when our own parts are down; of every event.",
        };
        var lift = new Option<bool>("--lift") { Description = "With --hard: takes that back." };
        var roles = new Option<string[]>("--role")
        {
            Description = $"With --hard: a role to deny, repeatable; {RolesVariable} if not given.",
            HelpName = "NAME",
        };
        return shelf.Make(
            "pause",
            "Stops automation: nothing starts any more.",
            orders.With(hard, lift, roles),
            (call, stop) =>
            {
                if (call.Value(hard))
                {
                    return HardAsync(call, RolesOf(call, call.Value(roles)), call.Value(lift), call.Value(orders.Yes), stop);
                }

                _ = call.Value(orders.EventId) ?? throw CliException.BadInput("no event is named", "name it with --event");
                return orders.GiveAsync(call, new OperatorCommand.PauseEvent(), null, stop);
            });
    }

    private static Command BuildResume(CommandShelf shelf)
    {
        var orders = new Orders();
        var component = new Argument<string?>("COMPONENT")
        {
            Description = "Lifts the hold on this component; without it, automation acts again in the whole event.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        return shelf.Make(
            "resume",
            "Lets automation act again: in an event, or on a component that was on hold.",
            orders.With(component),
            (call, stop) => call.Parsed.GetValue(component) is { } name
                ? orders.GiveAsync(
                    call,
                    new OperatorCommand.ReleaseComponent(Moves.ComponentOf(name)),
                    $"Letting automation act on component {name} again",
                    stop)
                : orders.GiveAsync(call, new OperatorCommand.ResumeEvent(), "Letting automation act again", stop));
    }

    /// <summary>Prints the plain commands; with agreement does the same itself.</summary>
    private static async Task<int> HardAsync(
        CommandCall call,
        string[] roles,
        bool lift,
        bool yes,
        CancellationToken stop)
    {
        var policy = HardPausePolicy.Compact;
        var plain = roles.Select(r => lift ? HardPausePolicy.LiftCommand(r) : HardPausePolicy.Command(r)).ToList();
        if (yes)
        {
            using var session = AwsSession.Open(call.Settings, call.Around);
            foreach (var role in roles)
            {
                await (lift
                    ? session.HardPause().AllowAsync(role, stop)
                    : session.HardPause().DenyAsync(role, policy, stop));
            }
        }

        call.Screen.Show(
            () => new JsonObject
            {
                ["done"] = yes,
                ["roles"] = new JsonArray([.. roles.Select(r => (JsonNode)r)]),
                ["policyName"] = HardPause.PolicyName,
                ["policy"] = lift ? null : JsonNode.Parse(policy),
                ["commands"] = new JsonArray([.. plain.Select(c => (JsonNode)c)]),
            },
            () =>
            {
                call.Screen.Line(yes
                    ? $"{(lift ? "Allowed again" : "Denied")}: what roles {string.Join(", ", roles)} may change."
                    : "Nothing was done. With --yes this is done for you; or give it yourself:");
                foreach (var command in yes ? [] : plain)
                {
                    call.Screen.Line(command);
                }

                if (!lift)
                {
                    call.Screen.Line("It takes effect within seconds. Floors that are armed outside us fire all the same.");
                }
            });
        return ExitCodes.Done;
    }

    private static string[] RolesOf(CommandCall call, string[]? given)
    {
        var roles = given is { Length: > 0 }
            ? given
            : call.Around.Variable(RolesVariable)?.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries) ?? [];
        return roles.Length > 0 ? roles : throw CliException.BadInput(
            "no role is named whose effects to deny",
            $"name the stack's outputs that end in RoleName with --role, or in {RolesVariable}");
    }
}
