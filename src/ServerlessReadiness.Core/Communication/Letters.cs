using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Communication;

/// <summary>Composes what contacts are written.</summary>
public static class Letters
{
    /// <summary>Asks whether a contact is available.</summary>
    public static Document Ask(
        CompiledPlan plan,
        Contact contact,
        ConfirmationVerdict verdict,
        Language language)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(contact);
        var wording = new Wording(language, new PlanClocks(plan));
        var by = wording.Instant(contact.Confirm ?? plan.Schedule.Live);
        var (subject, text) = verdict switch
        {
            ConfirmationVerdict.Ask => (CommunicationPhrase.AskSubject, CommunicationPhrase.AskBy),
            ConfirmationVerdict.Remind => (CommunicationPhrase.RemindSubject, CommunicationPhrase.AskBy),
            ConfirmationVerdict.Late => (CommunicationPhrase.LateSubject, CommunicationPhrase.LateText),
            _ => throw new UnreachableException($"Nobody is written for {verdict}."),
        };
        var phases = contact.Phases.Count == 0
            ? wording.Say(CommunicationPhrase.AskAlways)
            : wording.Say(
                CommunicationPhrase.AskPhases,
                wording.List([.. contact.Phases.Select(p => PhaseWords.Of(p, wording))]));
        List<Block> blocks =
        [
            new Block.Paragraph(wording.Say(
                CommunicationPhrase.AskText,
                contact.Name,
                plan.Name,
                wording.Span(plan.Schedule.Live, plan.Schedule.Cooldown),
                contact.Role)),
            new Block.Paragraph(wording.Say(text, by)),
            new Block.Paragraph(phases),
            .. WarRoom(plan, wording),
            new Block.Paragraph(wording.Say(CommunicationPhrase.AskHow)),
            new Block.Verbatim($"""
                readiness contact confirm "{contact.Name}" --event {plan.Event}
                readiness contact decline "{contact.Name}" --event {plan.Event} --reason "..."
                """),
            new Block.Paragraph(wording.Say(CommunicationPhrase.AskHowSns)),
            new Block.Verbatim(Confirmation(plan, contact)),
        ];
        return new Document(language, wording.Say(subject, plan.Name, by), EquatableList.From(blocks));
    }

    /// <summary>Tells a step's people of a trouble that nobody has taken up.</summary>
    public static Document Escalate(
        CompiledPlan plan,
        EscalationRecord record,
        EscalationSubject subject,
        Language language,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(subject);
        var wording = new Wording(language, new PlanClocks(plan));
        var waits = wording.Duration(now - record.Since);
        var facts = new List<Fact> { new(wording.Say(CommunicationPhrase.EscalateWhat), subject.What) };
        Add(CommunicationPhrase.EscalateComponent, subject.Component);
        Add(CommunicationPhrase.EscalatePlan, subject.PlanOfAction);
        Add(CommunicationPhrase.EscalateSince, wording.Instant(record.Since));
        Add(
            record.IsRun ? CommunicationPhrase.EscalateUntil : CommunicationPhrase.EscalateOnItsWay,
            subject.Until is { } until ? wording.Instant(until) : null);
        List<Block> blocks =
        [
            new Block.Notice(
                Tone.Bad,
                wording.Say(CommunicationPhrase.EscalateText, wording.Instant(record.Since), waits)),
            new Block.Facts(EquatableList.From(facts)),
        ];
        if (record.ToldWhom.Count > 0)
        {
            blocks.Add(new Block.Paragraph(wording.Say(
                CommunicationPhrase.EscalateToldBefore,
                wording.List([.. record.ToldWhom]))));
        }

        blocks.AddRange(WarRoom(plan, wording));
        blocks.Add(new Block.Paragraph(wording.Say(CommunicationPhrase.EscalateHow)));
        blocks.Add(new Block.Verbatim(string.Join('\n', subject.Commands)));
        var title = record.IsRun ? CommunicationPhrase.EscalateRunSubject : CommunicationPhrase.EscalateIssueSubject;
        return new Document(language, wording.Say(title, plan.Name, waits), EquatableList.From(blocks));

        void Add(CommunicationPhrase name, string? value)
        {
            if (value is not null)
            {
                facts.Add(new Fact(wording.Say(name), value));
            }
        }
    }

    /// <summary>One message about all pages that were gathered.</summary>
    /// <param name="digest">They.</param>
    /// <param name="clocks">The event's clocks.</param>
    /// <param name="name">The event's name, or its id where the plan cannot be read.</param>
    /// <param name="now">The present.</param>
    public static Document Digest(PageDigest digest, PlanClocks clocks, string name, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(digest);

        // The topic's readers have no language of their own.
        var wording = new Wording(Language.English, clocks);
        var minutes = Math.Ceiling((now - digest.OpenedAt).TotalMinutes).ToString("0", CultureInfo.InvariantCulture);
        List<Block> blocks =
        [
            new Block.Paragraph(wording.Count(
                CommunicationPhrase.DigestText,
                digest.Waiting,
                wording.Instant(digest.OpenedAt))),
            new Block.Table(
                [
                    new Column(wording.Say(CommunicationPhrase.DigestColumnComponent)),
                    new Column(wording.Say(CommunicationPhrase.DigestColumnKind)),
                    new Column(wording.Say(CommunicationPhrase.DigestColumnCount), IsNumber: true),
                    new Column(wording.Say(CommunicationPhrase.DigestColumnFirst)),
                    new Column(wording.Say(CommunicationPhrase.DigestColumnLast)),
                    new Column(wording.Say(CommunicationPhrase.DigestColumnWords)),
                ],
                EquatableList.From(digest.Gathered
                    .OrderByDescending(g => g.Count)
                    .Select(g => EquatableList.From<Line>(
                    [
                        g.Component.Value,
                        g.Kind,
                        Wording.Number(g.Count),
                        wording.Time(g.FirstAt),
                        wording.Time(g.LastAt),
                        g.LastWords,
                    ])))),
        ];
        if (digest.Others > 0)
        {
            blocks.Add(new Block.Paragraph(wording.Say(
                CommunicationPhrase.DigestOthers,
                Wording.Number(digest.Others))));
        }

        blocks.Add(new Block.Paragraph(wording.Say(CommunicationPhrase.DigestLook)));
        blocks.Add(new Block.Verbatim($"readiness status --event {digest.Event}\nreadiness journal --event {digest.Event}"));
        return new Document(
            Language.English,
            wording.Count(CommunicationPhrase.DigestSubject, digest.Waiting, name, minutes),
            EquatableList.From(blocks));
    }

    /// <summary>The same answer as a command on the wire.</summary>
    private static string Confirmation(CompiledPlan plan, Contact contact) =>
        $"{{\"event\":\"{plan.Event}\",\"reason\":\"available\",\"command\":{{\"do\":\"contact.confirm\","
        + $"\"contact\":\"{JsonEncodedText.Encode(contact.Name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"}}}}";

    private static IEnumerable<Block> WarRoom(CompiledPlan plan, Wording wording)
    {
        string?[] places = [plan.WarRoom.Bridge, plan.WarRoom.Link];
        var known = string.Join(", ", places.OfType<string>());
        return known.Length == 0 ? [] : [new Block.Paragraph(wording.Say(CommunicationPhrase.WarRoom, known))];
    }
}
