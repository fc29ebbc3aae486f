using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Cli.Rendering;
using ServerlessReadiness.Cli.Timeline;
using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Timeline;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>tasks</c>: the event's timeline, from the first week to what comes after.</summary>
internal static class TaskCommands
{
    private const string Text = "text";
    private const string Markdown = "md";
    private const string Html = "html";

    public static Command Build(CommandShelf shelf) => CommandShelf.Group(
        "tasks",
        "The event's timeline: what is to be done, by whom and when.",
        [
            BuildList(shelf),
            BuildIcs(shelf),
            BuildChange(
                shelf,
                "done",
                "A task is done; the reason is kept as its note.",
                t => new OperatorCommand.CompleteTask(t)),
            BuildChange(shelf, "reopen", "A task is not done after all.", t => new OperatorCommand.ReopenTask(t)),
            BuildAssign(shelf),
            BuildMove(shelf),
        ]);

    private static Command BuildList(CommandShelf shelf)
    {
        var source = new TaskSource();
        var language = LanguageOption();
        var format = new Option<string>("--format")
        {
            Description = "A table, or the whole list as Markdown or as a page.",
            HelpName = $"{Text}|{Markdown}|{Html}",
            DefaultValueFactory = _ => Text,
        };
        format.AcceptOnlyFromAmong(Text, Markdown, Html);
        return shelf.Make(
            "list",
            "Shows the tasks with owners, due dates and what became of them.",
            [source.EventId, source.Plan, format, language],
            async (call, stop) =>
            {
                var (plan, _, tasks) = await source.ReadAsync(call, stop);
                var now = call.Around.Time.GetUtcNow();
                var document = TimelineDocument.Of(plan, tasks, LanguageOf(call.Value(language)), now);
                switch (call.Screen.IsJson, call.Value(format))
                {
                    case (false, Markdown):
                        await call.Around.Out.WriteAsync(Core.Documents.Markdown.Write(document).AsMemory(), stop);
                        break;
                    case (false, Html):
                        await call.Around.Out.WriteAsync(HtmlPage.Write(document).AsMemory(), stop);
                        break;
                    default:
                        call.Screen.Show(
                            () => TaskView.ToJson(plan, tasks, now),
                            () => TaskView.Show(call.Screen, plan, tasks, document.Language, now));
                        break;
                }

                return ExitCodes.Done;
            });
    }

    private static Command BuildIcs(CommandShelf shelf)
    {
        var source = new TaskSource();
        var language = LanguageOption();
        var file = new Option<string?>("--out")
        {
            Description = "The file to write; standard output if not given.",
            HelpName = "FILE",
        };
        return shelf.Make(
            "ics",
            "Writes phases and tasks as a calendar. Imported again, it updates what is there.",
            [source.EventId, source.Plan, file, language],
            async (call, stop) =>
            {
                var (plan, version, tasks) = await source.ReadAsync(call, stop);
                var now = call.Around.Time.GetUtcNow();
                var text = TaskCalendar.Write(plan, version, tasks, LanguageOf(call.Value(language)), now);
                if (call.Value(file) is { } path)
                {
                    await WriteAsync(path, text, stop);
                    call.Screen.Show(
                        () => new JsonObject { ["file"] = path, ["tasks"] = tasks.Count },
                        () => call.Screen.Line($"{tasks.Count} tasks and 3 phases are in {path}."));
                }
                else
                {
                    await call.Around.Out.WriteAsync(text.AsMemory(), stop);
                }

                return ExitCodes.Done;
            });
    }

    private static Command BuildChange(
        CommandShelf shelf,
        string name,
        string description,
        Func<TaskId, OperatorCommand> make)
    {
        var orders = new Orders();
        var task = TaskArgument();
        return shelf.Make(
            name,
            description,
            orders.With(task),
            (call, stop) => orders.GiveAsync(call, make(IdOf(call.Required(task))), null, stop));
    }

    private static Command BuildAssign(CommandShelf shelf)
    {
        var orders = new Orders();
        var task = TaskArgument();
        var owner = new Argument<string>("OWNER") { Description = "A contact's name, a role, or anybody." };
        return shelf.Make(
            "assign",
            "Gives a task to somebody else.",
            orders.With(task, owner),
            (call, stop) => orders.GiveAsync(
                call,
                new OperatorCommand.AssignTask(IdOf(call.Required(task)), call.Required(owner)),
                null,
                stop));
    }

    private static Command BuildMove(CommandShelf shelf)
    {
        var orders = new Orders();
        var task = TaskArgument();
        var due = new Argument<string>("DUE")
        {
            Description = "A day (its working hours' end on the event's clocks), an instant with its offset, or 2d.",
        };
        return shelf.Make(
            "move",
            "Moves a task's due date.",
            orders.With(task, due),
            (call, stop) => orders.GiveAsync(
                call,
                async (records, id) => new OperatorCommand.MoveTask(
                    IdOf(call.Required(task)),
                    await DueAsync(call.Required(due), records, id, call.Around.Time.GetUtcNow(), stop)),
                null,
                stop));
    }

    private static async Task<DateTimeOffset> DueAsync(
        string text,
        Records records,
        EventId eventId,
        DateTimeOffset now,
        CancellationToken stop)
    {
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return (await Instants.OfAsync(text, records, eventId, now, stop))!.Value;
        }

        var head = await Heads.FindAsync(records, eventId, stop)
            ?? throw new CliException(ExitCodes.No, $"there is no event {eventId}", "see readiness status");
        var plan = await records.Events.PlanAsync(eventId, head.PlanVersion, stop);
        return WorkingDays.At(day.ToDateTime(TimeOnly.MinValue) + WorkingDays.End, new PlanClocks(plan));
    }

    private static async Task WriteAsync(string path, string text, CancellationToken stop)
    {
        try
        {
            await File.WriteAllTextAsync(path, text, new UTF8Encoding(false), stop);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CliException.BadInput($"{path} cannot be written: {e.Message.TrimEnd('.')}", "name another file");
        }
    }

    private static Argument<string> TaskArgument() =>
        new("TASK") { Description = "The task's id, as tasks list shows it." };

    private static Option<string> LanguageOption()
    {
        var option = new Option<string>("--language")
        {
            Description = "en or ko.",
            HelpName = "en|ko",
            DefaultValueFactory = _ => Wording.CodeOf(Language.English),
        };
        option.AcceptOnlyFromAmong(Wording.CodeOf(Language.English), Wording.CodeOf(Language.Korean));
        return option;
    }

    private static Language LanguageOf(string? code) => Wording.FromCode(code ?? "") ?? Language.English;

    private static TaskId IdOf(string text) => TaskId.TryParse(text, out var id)
        ? id
        : throw CliException.BadInput($"\"{text}\" is no task's id", "see readiness tasks list");
}
