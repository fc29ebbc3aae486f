using Microsoft.Extensions.Logging;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Reports;

namespace ServerlessReadiness.Application.Reports;

/// <summary>
/// Sends a stored report to its recipients, one after the other, and stores what became of each: who goes on after a
/// crash sends what is left. A refusal stops nobody else's.
/// </summary>
public sealed partial class ReportSender(
    IStateStore store,
    OpenEvents events,
    World world,
    ReportCharts charts,
    JournalWriter journal,
    TimeProvider time,
    ILogger<ReportSender> logger)
{
    /// <summary>Longer than a delivery takes; a process that died over one leaves it to the next after that.</summary>
    public static readonly TimeSpan SendFor = TimeSpan.FromMinutes(2);

    public bool HasTopic => world.Leadership is not null;

    /// <summary>Takes up a report whose sender is gone. Nothing is sent when another process took it up first.</summary>
    public async Task<ReportsDone> GoOnAsync(
        Versioned<Report> unsent,
        DateTimeOffset stopBy,
        CancellationToken cancellationToken)
    {
        var (report, version) = unsent;
        var taken = report with { SentUntil = time.GetUtcNow() + SendFor };
        return await SaveAsync(taken, version, [], cancellationToken)
            ? await SendAsync(
                new Versioned<Report>(taken, version + 1),
                await events.PlanAsync(report.Event, report.PlanVersion, cancellationToken),
                stopBy,
                cancellationToken)
            : new ReportsDone(0, 0, 0, 0);
    }

    /// <summary>Sends a report that this process has taken.</summary>
    public async Task<ReportsDone> SendAsync(
        Versioned<Report> taken,
        CompiledPlan plan,
        DateTimeOffset stopBy,
        CancellationToken cancellationToken)
    {
        var (report, version) = taken;
        var done = new ReportsDone(0, 0, 0, 0);
        var pictures = new Dictionary<Language, IReadOnlyList<MailPicture>>();
        for (var i = 0; i < report.Deliveries.Count; i++)
        {
            if (report.Deliveries[i].State != DeliveryState.Pending)
            {
                continue;
            }

            if (time.GetUtcNow() >= stopBy)
            {
                break;
            }

            var tried = await TryAsync(report, plan, report.Deliveries[i], pictures, cancellationToken);
            done = done.Plus(Counted(tried));
            report = report with
            {
                Deliveries = report.Deliveries.With(i, tried),
                SentUntil = time.GetUtcNow() + SendFor,
            };
            if (!await SaveAsync(report, version, Lines(report, tried), cancellationToken))
            {
                // Someone took it over while this process was away; they know what is left.
                return done;
            }

            version++;
        }

        await SaveAsync(report with { SentUntil = null }, version, [], cancellationToken);
        return done;
    }

    private async Task<Delivery> TryAsync(
        Report report,
        CompiledPlan plan,
        Delivery delivery,
        Dictionary<Language, IReadOnlyList<MailPicture>> pictures,
        CancellationToken cancellationToken)
    {
        try
        {
            await (delivery.To is { } address
                ? MailAsync(report, plan, delivery, address, pictures, cancellationToken)
                : PublishAsync(report, plan, delivery, cancellationToken));
            return delivery with { State = DeliveryState.Sent, At = time.GetUtcNow(), Reason = null };
        }
        catch (PortException e)
        {
            LogNotSent(logger, report.Id, delivery.To ?? "the leadership topic", e.Message);

            // What was refused stays refused; the rest, a missing permission too, may go through the next time.
            var state = e.Failure == PortFailure.Refused ? DeliveryState.Refused : DeliveryState.Pending;
            return delivery with { State = state, At = time.GetUtcNow(), Reason = e.Message };
        }
    }

    private async Task MailAsync(
        Report report,
        CompiledPlan plan,
        Delivery delivery,
        string address,
        Dictionary<Language, IReadOnlyList<MailPicture>> pictures,
        CancellationToken cancellationToken)
    {
        if (plan.Reports.From is not { } from)
        {
            throw new PortException(
                PortFailure.Refused,
                $"Mail to {address} has no sender; add reports.from to the plan.");
        }

        if (!pictures.TryGetValue(delivery.Language, out var drawn))
        {
            drawn = await charts.DrawAsync(report, plan, delivery.Language, cancellationToken);
            pictures.Add(delivery.Language, drawn);
        }

        var plain = ReportComposer.Compose(report, plan, delivery.Language);
        var rich = ReportComposer.Compose(report, plan, delivery.Language, ReportCharts.Shown(report, drawn));
        var mail = new Mail(
            IdOf(report, address),
            from,
            address,
            ReportComposer.Subject(report, plan, delivery.Language),
            PlainText.Write(plain),
            HtmlPage.Write(rich),
            EquatableList.From(drawn));
        await world.Mail.SendAsync(mail, cancellationToken);
    }

    private Task PublishAsync(
        Report report,
        CompiledPlan plan,
        Delivery delivery,
        CancellationToken cancellationToken)
    {
        if (world.Leadership is not { } topic)
        {
            throw new PortException(
                PortFailure.Refused,
                "There is no leadership topic any more; set READINESS_LEADERSHIP_TOPIC_ARN.");
        }

        return topic.PublishAsync(
            new Change.Publish(
                IdOf(report, Wording.CodeOf(delivery.Language)),
                ReportComposer.TopicSubject(report, plan),
                PlainText.Write(ReportComposer.Compose(report, plan, delivery.Language))),
            cancellationToken);
    }

    /// <summary>Stays the same when it is sent again, so that a repeat is recognised.</summary>
    private static string IdOf(Report report, string to) => $"{report.Event}/{report.Id}/{to}";

    private static ReportsDone Counted(Delivery tried) => tried.State switch
    {
        DeliveryState.Sent => new(0, 1, 0, 0),
        DeliveryState.Refused => new(0, 0, 1, 0),
        _ => new(0, 0, 0, 1),
    };

    private IReadOnlyList<StateWrite> Lines(Report report, Delivery tried) => tried.State != DeliveryState.Refused
        ? []
        :
        [
            journal.Line(new JournalEntry(
                report.Event,
                time.GetUtcNow(),
                JournalKind.Progress,
                "report refused",
                $"report {report.Id} to {tried.To ?? "the leadership topic"}: {tried.Reason}",
                Cause: "reporter")),
        ];

    private async Task<bool> SaveAsync(
        Report report,
        long version,
        IReadOnlyList<StateWrite> lines,
        CancellationToken cancellationToken) =>
        await store.CommitAsync(
            [StateKeys.Report(report.Event, report.Id).Put(report, version), .. lines],
            cancellationToken) is SaveOutcome.Saved;

    [LoggerMessage(6002, LogLevel.Warning, "Reporter: report {Report} was not sent to {To}: {Reason}")]
    private static partial void LogNotSent(ILogger logger, string report, string to, string reason);
}
