using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Plans.Shapes;

namespace ServerlessReadiness.Plans.Compiling;

/// <summary>Reads the actions that shed load, and those that start the user's own automation.</summary>
internal static class SheddingReader
{
    private const int StatusDefault = 503;
    private const string ContentTypeDefault = "text/html";
    private static readonly TimeSpan ShiftDefault = TimeSpan.FromHours(12);

    /// <summary>Which actions each key belongs to.</summary>
    private static readonly (string Key, string[] Actions)[] Parameters =
    [
        ("page", ["maintenance.on"]),
        ("hosts", ["maintenance.on"]),
        ("paths", ["maintenance.on"]),
        ("bypass", ["maintenance.on"]),
        ("values", ["feature.reduce", "parameter.set"]),
        ("limit", ["rate.limit"]),
        ("zone", ["zone.away", "zone.back"]),
        ("expiresAfter", ["zone.away"]),
        ("document", ["ssm.automation"]),
        ("version", ["ssm.automation"]),
        ("inputs", ["ssm.automation"]),
        ("undoDocument", ["ssm.automation"]),
        ("function", ["lambda.invoke"]),
        ("payload", ["lambda.invoke"]),
    ];

    /// <summary>Keys of other actions are a mistake.</summary>
    public static void RefuseForeign(Section section, string? word) =>
        ActionKeys.RefuseForeign(section, word, Parameters);

    /// <summary>The action that the word names; null when it is none of these.</summary>
    public static StepAction? Read(Section section, string? word) => word switch
    {
        "maintenance.on" => new StepAction.MaintenanceOn(
            Page(section),
            EquatableList.From(section.Texts("hosts")),
            EquatableList.From(section.Texts("paths")),
            Bypass(section)),
        "maintenance.off" => new StepAction.MaintenanceOff(),
        "feature.reduce" => new StepAction.FeatureReduce(Values(section, "values")),
        "feature.restore" => new StepAction.FeatureRestore(),
        "rate.limit" => new StepAction.RateLimit(section.Whole("limit") ?? 0),
        "rate.restore" => new StepAction.RateRestore(),
        "zone.away" => new StepAction.ZoneAway(
            section.Text("zone") ?? "", section.Duration("expiresAfter") ?? ShiftDefault),
        "zone.back" => new StepAction.ZoneBack(section.Text("zone")),
        "parameter.set" => new StepAction.ParameterSet(Values(section, "values")),
        "ssm.automation" => new StepAction.SsmAutomation(
            section.Text("document") ?? "",
            section.Text("version"),
            Values(section, "inputs"),
            section.Text("undoDocument")),
        "lambda.invoke" => new StepAction.LambdaInvoke(section.Text("function") ?? "", section.Text("payload") ?? "{}"),
        _ => null,
    };

    private static FixedPage? Page(Section section)
    {
        var page = section.Child("page", SheddingShapes.Page);
        return page.IsPresent
            ? new FixedPage(
                page.Whole("status") ?? StatusDefault,
                page.Text("contentType") ?? ContentTypeDefault,
                page.Text("body") ?? "")
            : null;
    }

    private static SettingValue? Bypass(Section section)
    {
        var bypass = section.Child("bypass", SheddingShapes.Bypass);
        return bypass.Text("header") is { } header && bypass.Text("value") is { } value
            ? new SettingValue(header, value)
            : null;
    }

    private static EquatableList<SettingValue> Values(Section section, string key) => EquatableList.From(
        section.Entries(key).Select(e => new SettingValue(e.Key, section.TextOf(e.Value) ?? "?")));
}
