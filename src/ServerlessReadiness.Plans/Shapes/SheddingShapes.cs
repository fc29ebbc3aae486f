using static ServerlessReadiness.Plans.Shapes.Types;

namespace ServerlessReadiness.Plans.Shapes;

/// <summary>What steps that shed load, or start the user's own automation, say beside what every step says.</summary>
internal static class SheddingShapes
{
    public static readonly Shape Page = new("page", "What a load balancer answers by itself.",
    [
        new("body", Text, "The page itself, at most 1,024 characters.", "<h1>Back in a moment</h1>")
            { IsRequired = true },
        new("contentType", Text, "text/plain, text/css, text/html, application/javascript or application/json.",
            "text/html", "text/html"),
        new("status", Whole, "The HTTP status: 2xx, 4xx or 5xx.", "503", "503"),
    ]);

    public static readonly Shape Bypass = new("bypass", "A header whose value lets operators through.",
    [
        new("header", Text, "Its name.", "X-Operator") { IsRequired = true, Compiled = "name" },
        new("value", Text, "Its value; outsiders must not guess it.", "wh4t-nobody-gu3sses") { IsRequired = true },
    ]);

    public static readonly IReadOnlyList<Key> StepKeys =
    [
        new("page", new KeyType.Of(Page), "maintenance.on: what a listener answers; a name leads to its static site.",
            "{ body: Back in a moment }") { Compiled = "do.page" },
        new("hosts", TextList, "maintenance.on: only for these hosts; * and ? stand for others.", "[shop.example.com]",
            "all") { Compiled = "do.hosts" },
        new("paths", TextList, "maintenance.on: only for these paths; * and ? stand for others.", "[/search*]", "all")
            { Compiled = "do.paths" },
        new("bypass", new KeyType.Of(Bypass), "maintenance.on: a header that lets operators through.",
            "{ header: X-Operator, value: wh4t-nobody-gu3sses }", "nobody gets through") { Compiled = "do.bypass" },
        new("values", MapOf(Text), "feature.reduce and parameter.set: parameters below the component's path.",
            "{ recommendations: \"off\" }") { Compiled = "do.values" },
        new("limit", Whole, "rate.limit: requests of one address in five minutes, 10 to 2000000000.", "2000")
            { Compiled = "do.limit" },
        new("zone", Text, "zone.away and zone.back: the Availability Zone's name.", "us-east-1a",
            "zone.back: every zone that was left") { Compiled = "do.zone" },
        new("expiresAfter", Duration, "zone.away: when a listener's zonal shift ends by itself, at most 3d.", "6h",
            "12h") { Compiled = "do.expiresAfter" },
        new("document", Text, "ssm.automation: the document's name or ARN.", "shop-FlushCache")
            { Compiled = "do.document" },
        new("version", Text, "ssm.automation: the document's version.", "\"3\"", "its default version")
            { Compiled = "do.version" },
        new("inputs", MapOf(Text), "ssm.automation: the document's parameters, one value each.", "{ Cache: catalog }")
            { Compiled = "do.parameters" },
        new("undoDocument", Text, "ssm.automation: the document that takes it back, with the same inputs.",
            "shop-WarmCache", "nothing does; a person is called") { Compiled = "do.undoDocument" },
        new("function", Text, "lambda.invoke: the function's name or ARN, with an alias or version.",
            "drain-carts:live") { Compiled = "do.function" },
        new("payload", Text, "lambda.invoke: a JSON object; event, run, step, component and token are added to it.",
            "'{\"carts\": \"old\"}'", "an empty object") { Compiled = "do.payload" },
    ];
}
