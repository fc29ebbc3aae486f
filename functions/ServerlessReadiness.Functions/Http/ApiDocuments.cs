using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Operators;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Functions.Http;

/// <summary>What answers look like. docs/openapi.yaml has a schema for each, and a test compares them.</summary>
internal static class ApiDocuments
{
    public static JsonObject Of(EventListing listing) => new()
    {
        ["event"] = listing.Event.Value,
        ["name"] = listing.Name,
        ["start"] = listing.Start,
        ["end"] = listing.End,
        ["planVersion"] = listing.PlanVersion,
    };

    public static JsonObject Of(EventHead head, long version) => new()
    {
        ["event"] = head.Event.Value,
        ["phase"] = head.Phase.ToString(),
        ["mode"] = head.Mode.ToString(),
        ["modeReason"] = head.ModeReason,
        ["cancelling"] = head.Cancelling,
        ["planVersion"] = head.PlanVersion,
        ["changedAt"] = head.ChangedAt,
        ["version"] = version,
    };

    public static JsonObject Of(EventStatus status, DateTimeOffset now)
    {
        var json = new JsonObject
        {
            ["at"] = now,
            ["event"] = status.Head.Event.Value,
            ["name"] = status.Plan.Name,
            ["phase"] = status.Head.Phase.ToString(),
            ["mode"] = status.Head.Mode.ToString(),
            ["modeReason"] = status.Head.ModeReason,
            ["cancelling"] = status.Head.Cancelling,
            ["planVersion"] = status.Head.PlanVersion,
            ["components"] = new JsonArray([.. status.Components.Select(c => Of(c, now))]),
            ["alarms"] = new JsonArray([.. status.Firing.Select(Of)]),
            ["runs"] = new JsonArray([.. status.Runs.Select(Of)]),
            ["issues"] = new JsonArray([.. status.Issues.Select(Of)]),
            ["reviews"] = new JsonArray([.. status.Reviews.Select(r => (JsonNode)ReviewJson.Of(r))]),
        };
        ApiPeople.AddTo(json, status, now);
        return json;
    }

    public static JsonObject Of(Run run) => new()
    {
        ["run"] = run.Id.Value,
        ["runbook"] = run.Runbook.Value,
        ["component"] = run.Component.Value,
        ["instance"] = run.Instance?.Value,
        ["trigger"] = run.Trigger.Describe(),
        ["state"] = run.State.ToString(),
        ["reason"] = run.Reason,
        ["planVersion"] = run.PlanVersion,
        ["createdAt"] = run.CreatedAt,
        ["dueAt"] = run.DueAt,
        ["asks"] = run.IsOver ? null : run.Steps.FirstOrDefault(s => s.State == StepState.Asking)?.Step.Name,
    };

    public static JsonObject Detail(Run run)
    {
        var json = Of(run);
        json["steps"] = new JsonArray([.. run.Steps.Select(Of)]);
        return json;
    }

    public static JsonObject Of(JournalEntry line) => new()
    {
        ["at"] = line.At,
        ["kind"] = line.Kind.ToString(),
        ["verdict"] = line.Verdict,
        ["reason"] = line.Reason,
        ["component"] = line.Component?.Value,
        ["alarm"] = line.Alarm?.Value,
        ["run"] = line.Run?.Value,
        ["cause"] = line.Cause,
        ["before"] = line.Before,
        ["after"] = line.After,
        ["raw"] = line.Raw,
    };

    public static JsonObject Of(Issue issue) => new()
    {
        ["issue"] = issue.Id.Value,
        ["kind"] = issue.Kind.ToString(),
        ["component"] = issue.Component?.Value,
        ["summary"] = issue.Summary,
        ["planOfAction"] = issue.PlanOfAction,
        ["owner"] = issue.Owner,
        ["expectedBy"] = issue.ExpectedBy,
        ["openedAt"] = issue.OpenedAt,
        ["closedAt"] = issue.ClosedAt,
    };

    public static JsonObject Of(AlarmMemory alarm) => new()
    {
        ["alarm"] = alarm.Alarm.Value,
        ["name"] = alarm.Alarm.Name,
        ["contributor"] = alarm.Contributor,
        ["since"] = alarm.Since,
        ["reason"] = alarm.Reason,
        ["verdict"] = alarm.Verdict.ToString(),
        ["run"] = alarm.Run?.Value,
        ["lookAgainAt"] = alarm.LookAgainAt,
        ["pagedAt"] = alarm.PagedAt,
        ["acknowledged"] = alarm.Acknowledged is { } known
            ? new JsonObject { ["who"] = known.Who, ["reason"] = known.Reason, ["at"] = known.At, ["until"] = known.Until }
            : null,
    };

    public static JsonObject Of(CommandRecord record) => new()
    {
        ["id"] = record.Request.Id.Value,
        ["event"] = record.Request.Event.Value,
        ["command"] = JsonSerializer.SerializeToNode(
            record.Request.Command,
            CommandJson.Default.OperatorCommand),
        ["reason"] = record.Request.Reason,
        ["issuedAt"] = record.Request.IssuedAt,
        ["notAfter"] = record.Request.NotAfter,
        ["who"] = record.Who,
        ["state"] = record.State.ToString(),
        ["words"] = record.Words,
        ["next"] = record.Next,
        ["refusal"] = record.Refusal?.ToString(),
        ["receivedAt"] = record.ReceivedAt,
        ["endedAt"] = record.EndedAt,
        ["run"] = record.Run?.Value,
        ["issue"] = record.Issue?.Value,
    };

    private static JsonObject Of(ComponentStatus status, DateTimeOffset now) => new()
    {
        ["component"] = status.Component.Name.Value,
        ["resource"] = status.Component.Resource.Label,
        ["floor"] = status.Component.Floor,
        ["ceiling"] = status.Component.Ceiling,
        ["inForce"] = status.Resource?.InForce is { } bounds
            ? new JsonObject { ["minimum"] = bounds.Minimum, ["maximum"] = bounds.Maximum }
            : null,
        ["hold"] = status.HoldAt(now) is { } hold
            ? new JsonObject { ["reason"] = hold.Reason, ["since"] = hold.Since, ["until"] = hold.Until }
            : null,
        ["run"] = status.Resource?.Lease is { } lease && now < lease.ExpiresAt ? lease.Holder.Value : null,
        ["shedLevel"] = status.State.Ladder?.Level,
    };

    private static JsonObject Of(StepRecord step) => new()
    {
        ["step"] = step.Step.Name,
        ["state"] = step.State.ToString(),
        ["reason"] = step.Reason,
        ["startedAt"] = step.StartedAt,
        ["tries"] = step.Tries,
        ["approval"] = Of(step.Step.Approval, step.Approval),
        ["effects"] = new JsonArray([.. step.Effects.Select(e => new JsonObject
        {
            ["change"] = e.Change.Describe(),
            ["state"] = e.State.ToString(),
            ["attempts"] = e.Attempts,
            ["startedAt"] = e.StartedAt,
            ["endedAt"] = e.EndedAt,
            ["outcome"] = e.Outcome,
            ["undoing"] = e.Undoing,
        })]),
    };

    private static JsonObject? Of(Core.Plans.Runbooks.ApprovalTerms? terms, Approval? approval) => terms is null ? null : new()
    {
        ["question"] = terms.Question,
        ["roles"] = new JsonArray([.. terms.Roles.Select(r => (JsonNode)r)]),
        ["askedAt"] = approval?.AskedAt,
        ["expiresAt"] = approval?.ExpiresAt,
        ["granted"] = approval?.Granted,
        ["by"] = approval?.By,
        ["reason"] = approval?.Reason,
        ["answeredAt"] = approval?.AnsweredAt,
    };
}
