using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Plans.Shapes;
using ServerlessReadiness.Plans.Yaml;

namespace ServerlessReadiness.Plans.Compiling;

/// <summary>Reads which AWS resource a component is: exactly one of the keys that say so.</summary>
internal sealed class ResourceReader(Compilation all)
{
    private const int IndexParts = 3;

    public Resource? Read(Section section, string compiled)
    {
        var given = ComponentShapes.Resources.Where(k => section.Has(k.Name)).ToArray();
        if (!section.IsPresent)
        {
            return null;
        }

        if (given.Length != 1)
        {
            all.Problems.Add(
                section.Node!.Place(),
                section.Node!.Path,
                given.Length == 0
                    ? "nothing says what it is in the account"
                    : $"it is both {string.Join(" and ", given.Select(k => k.Name))}",
                given.Length == 0
                    ? $"add one of {string.Join(", ", ComponentShapes.Resources.Select(k => k.Name))}"
                    : "keep one of them");
        }

        var account = Place(section, "account", all.Defaults.Account);
        var region = Place(section, "region", all.Defaults.Region);
        if (given.Length != 1)
        {
            return null;
        }

        var key = given[0].Name;
        all.Places.Map($"{compiled}.resource", section[key]!);
        return key switch
        {
            "target" => Target(section, account, region),
            "instances" => Instances(section, account, region),
            "dns" => DnsReader.Resource(section, account, region),
            _ => section.Text(key) is { } text ? Named(section, key, text, account, region) : null,
        };
    }

    // Without these nothing can be addressed, so one missing is said at each component that lacks it.
    private static string Place(Section section, string key, string? standard)
    {
        var value = section.Text(key) ?? standard;
        if (value is null)
        {
            section.Refuse(key, $"the {key} is missing", $"add {key} here or under defaults");
        }

        return value ?? "";
    }

    private static Resource.ScalableTarget Target(Section section, string account, string region)
    {
        var target = section.Child("target", ComponentShapes.Target);
        return new Resource.ScalableTarget(
            account,
            region,
            target.Text("service") ?? "?",
            target.Text("id") ?? "?",
            target.Text("dimension") ?? "?");
    }

    private static Resource.StandaloneInstances Instances(Section section, string account, string region) => new(
        account,
        region,
        EquatableList.From(section.Items("instances").Select(section.NameOf<InstanceId>).OfType<InstanceId>()));

    private static Resource? Named(Section section, string key, string text, string account, string region)
    {
        Resource.ScalableTarget Scaled(string service, string id, string dimension) =>
            new(account, region, service, id, dimension);
        Resource.Setting Set(SettingService service) => new(account, region, service, text);
        switch (key)
        {
            case "group":
                return new Resource.AutoScalingGroup(account, region, text);
            case "ecsService" when text.Split('/') is [{ Length: > 0 }, { Length: > 0 }]:
                return Scaled("ecs", $"service/{text}", "ecs:service:DesiredCount");
            case "ecsService":
                section.Refuse(key, $"\"{text}\" is no service", "write CLUSTER/SERVICE, such as shop/checkout");
                return null;
            case "tableReads" or "tableWrites":
                return Table(section, key, text, Scaled);
            case "lambdaConcurrency" when text.Split(':') is [{ Length: > 0 }, { Length: > 0 }]:
                return Scaled("lambda", $"function:{text}", "lambda:function:ProvisionedConcurrency");
            case "lambdaConcurrency":
                section.Refuse(
                    key, $"\"{text}\" is no function's alias", "write FUNCTION:ALIAS, such as checkout:live");
                return null;
            case "database":
                return Set(SettingService.RdsInstance);
            case "listener":
                return new Resource.Listener(account, region, text);
            case "parameters":
                return Set(SettingService.SsmParameters);
            case "webAcl":
                return Set(SettingService.WebAclRateLimit);
            case "volume":
                return Set(SettingService.EbsVolume);
            default:
                return Set(SettingService.TableWarmThroughput);
        }
    }

    private static Resource.ScalableTarget? Table(
        Section section,
        string key,
        string text,
        Func<string, string, string, Resource.ScalableTarget> scaled)
    {
        var parts = text.Split('/');
        if (parts.Any(string.IsNullOrWhiteSpace)
            || parts.Length != 1 && (parts.Length != IndexParts || parts[1] != "index"))
        {
            section.Refuse(key, $"\"{text}\" is no table", "write TABLE or TABLE/index/INDEX, such as orders");
            return null;
        }

        var unit = key == "tableReads" ? "ReadCapacityUnits" : "WriteCapacityUnits";
        return scaled("dynamodb", $"table/{text}", $"dynamodb:{(parts.Length == 1 ? "table" : "index")}:{unit}");
    }
}
