using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Plans.Scalars;
using ServerlessReadiness.Plans.Shapes;
using ServerlessReadiness.Plans.Yaml;

namespace ServerlessReadiness.Plans.Compiling;

/// <summary>Reads the components with everything that they leave to defaults.</summary>
internal sealed class ComponentsReader(Compilation all)
{
    private const int HealthyPercentDefault = 75;
    private static readonly TimeSpan AlarmCooldownDefault = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LeadTimeMin = TimeSpan.FromMinutes(10);

    private IReadOnlyList<string> _names = [];

    public IReadOnlyList<ComponentDraft> Read(Section plan)
    {
        var entries = plan.Entries("components");
        _names = [.. entries.Select(e => e.Key)];
        if (plan["components"] is YamlNode.Mapping { Entries.Count: 0 } empty)
        {
            all.Problems.Add(empty, "no component is named", "add at least one");
        }

        var drafts = new List<ComponentDraft>();
        foreach (var (name, node) in entries)
        {
            if (ComponentName.TryParse(name, out var parsed))
            {
                drafts.Add(One(parsed, all.Open(node, ComponentShapes.Component, $"components[{drafts.Count}]"),
                    $"components[{drafts.Count}]"));
            }
            else
            {
                all.Problems.Add(node.NamedAt, node.Path, $"\"{name}\" does not fit as a name", ComponentName.Rule);
            }
        }

        return drafts;
    }

    private ComponentDraft One(ComponentName name, Section section, string compiled)
    {
        var resource = new ResourceReader(all).Read(section, compiled)
            ?? new Resource.AutoScalingGroup("", "", name.Value);
        var isSetting = HasNoBounds(resource);
        var normal = section.Whole("normal");
        var factor = section.Factor("factor") ?? all.Defaults.Peak;
        var model = Model(section, normal, compiled);
        var floor = section.Whole("floor") ?? DefaultFloor(section, resource, normal, factor);
        var ceiling = section.Whole("ceiling") ?? DefaultCeiling(section, resource, floor);
        var component = new Component(
            name,
            resource,
            floor,
            ceiling,
            section.WholePercent("minimumHealthy") ?? (isSetting ? 0 : HealthyPercentDefault),
            section.Duration("alarmCooldown") ?? AlarmCooldownDefault,
            Budgets(section))
        {
            Factor = factor,
            DependsOn = Dependencies(section, compiled),
            Model = model,
            UnitPricePerHour = section.Number("price"),
            Alternative = Reference(section, "alternative"),
            Armed = section.Flag("armed") ?? (all.Defaults.Armed && resource is Resource.AutoScalingGroup),
            Settings = Settings(section),
            Restart = Restart(section, "restart"),
            RestartBack = Restart(section, "restartBack"),
            Relief = Relief(section),
            Endpoints = DnsReader.Endpoints(all, section, compiled),
        };
        return new ComponentDraft(
            component, normal, section.Duration("leadTime") ?? DefaultLeadTime(component), section.Node!);
    }

    private static TimeSpan DefaultLeadTime(Component component) => component.Resource switch
    {
        Resource.Setting { Service: SettingService.RdsInstance } => TimeSpan.FromMinutes(45),
        Resource.Setting { Service: SettingService.EbsVolume } => TimeSpan.FromMinutes(30),
        Resource.Setting => TimeSpan.FromMinutes(15),
        _ when component.Model is { } model && model.BootTime * 2 > LeadTimeMin => model.BootTime * 2,
        _ => LeadTimeMin,
    };

    private static bool HasNoBounds(Resource resource) =>
        resource is Resource.Setting or Resource.Listener or Resource.DnsRecords;

    private static int DefaultFloor(Section section, Resource resource, int? normal, decimal factor)
    {
        if (resource is Resource.StandaloneInstances instances)
        {
            return instances.Ids.Count;
        }

        if (HasNoBounds(resource))
        {
            return normal ?? 1;
        }

        if (normal is null)
        {
            if (section.IsPresent && !section.Has("normal"))
            {
                section.Refuse(
                    "floor",
                    "neither normal nor floor says how much capacity it needs",
                    "add normal, such as normal: 6, or floor");
            }

            return 0;
        }

        var floor = decimal.Ceiling(normal.Value * factor);
        if (floor is >= 0 and <= int.MaxValue)
        {
            return (int)floor;
        }

        section.Refuse("factor", $"{normal} × {factor} is no capacity that can be asked for", "correct the factor");
        return 0;
    }

    private static int DefaultCeiling(Section section, Resource resource, int floor)
    {
        if (HasNoBounds(resource) || resource is Resource.StandaloneInstances)
        {
            return floor;
        }

        if (section.IsPresent && !section.Has("ceiling") && section.Node is YamlNode.Mapping mapping
            && !mapping.Entries.Any(e => Suggestion.For(e.Key, ["ceiling"]) is not null))
        {
            section.Refuse(
                "ceiling",
                "\"ceiling\" is missing",
                $"add the most that automation may ever set, such as ceiling: {Math.Max(1, floor + floor / 2)}");
        }

        return floor;
    }

    private CapacityModel? Model(Section section, int? normal, string compiled)
    {
        var model = section.Child("model", ComponentShapes.Model);
        if (section["normal"] is { } node)
        {
            all.Places.Map($"{compiled}.model.normalUnits", node);
        }

        if (!model.IsPresent)
        {
            return null;
        }

        if (!section.Has("normal"))
        {
            section.Refuse("model", "a model without normal says not how many units there are", "add normal");
        }

        var perUnit = model.Whole("requestsPerSecond");
        var boot = model.Duration("boot");
        var failures = model.Whole("failures");
        var zones = model.Whole("zones");
        var targetUse = model.WholePercent("targetUse");
        var connections = model.Whole("connections");
        return perUnit is null || boot is null || normal is null
            ? null
            : new CapacityModel(
                normal.Value, perUnit.Value, boot.Value, failures ?? 0, zones ?? all.Defaults.Zones, targetUse)
            {
                ConnectionsPerUnit = connections,
            };
    }

    private EquatableList<Dependency> Dependencies(Section section, string compiled)
    {
        var found = new List<Dependency>();
        switch (section["dependsOn"])
        {
            case YamlNode.Mapping mapping:
                foreach (var (name, value) in mapping.Entries)
                {
                    var factor = value is YamlNode.Scalar scalar ? ScalarText.Factor(scalar.Text) : null;
                    if (factor is null)
                    {
                        all.Problems.Add(
                            value.Place(), value.Path, $"{Section.Show(value)} is no factor",
                            "write the calls that one request makes, such as 0.4");
                    }

                    Add(name, value.NamedAt, value, factor ?? 1);
                }

                break;
            case YamlNode.Sequence sequence:
                foreach (var item in sequence.Items)
                {
                    Add(section.TextOf(item), item.At, item, 1);
                }

                break;
            case { } one:
                Add(section.TextOf(one), one.At, one, 1);
                break;
        }

        return EquatableList.From(found);

        void Add(string? name, TextPosition at, YamlNode node, decimal factor)
        {
            if (name is not null && Known(name, at, node.Path) is { } component)
            {
                all.Places.Map($"{compiled}.dependsOn[{found.Count}]", node);
                found.Add(new Dependency(component, factor));
            }
        }
    }

    private Relief? Relief(Section section)
    {
        var relief = section.Child("relief", ReliefShapes.Relief);
        var at = relief.Items("at").Select(node => Known(section.TextOf(node) ?? "", node.At, node.Path));
        return relief.IsPresent
            ? new Relief(EquatableList.From(at.OfType<ComponentName>()), relief.WholePercent("share"))
            : null;
    }

    private ComponentName? Reference(Section section, string key) =>
        section[key] is { } node && section.TextOf(node) is { } text ? Known(text, node.At, node.Path) : null;

    private ComponentName? Known(string name, TextPosition at, string path)
    {
        if (ComponentName.TryParse(name, out var parsed) && _names.Contains(name))
        {
            return parsed;
        }

        all.Problems.Add(
            at, path, $"there is no component \"{name}\"", Suggestion.Next(name, [.. _names], "add it"));
        return null;
    }

    private static EquatableList<SettingValue> Settings(Section section)
    {
        var set = section.Child("set", ComponentShapes.Settings);
        return EquatableList.From(ComponentShapes.Settings.Names
            .Select(name => (name, value: name == "class" ? set.Text(name) : set.Whole(name)?.ToString()))
            .Where(s => s.value is not null)
            .Select(s => new SettingValue(s.name, s.value!)));
    }

    private static RestartConsent? Restart(Section section, string key)
    {
        var restart = section.Child(key, ComponentShapes.Restart);
        var by = restart.Text("approvedBy");
        var from = restart.Instant("from");
        var until = restart.Instant("until");
        return by is null || from is null || until is null ? null : new RestartConsent(by, from.Value, until.Value);
    }

    private static EquatableList<Budget> Budgets(Section section)
    {
        var budgets = section.Child("budgets", ComponentShapes.Budgets);
        (string Key, ActionClass Class)[] classes =
        [
            ("capacityUp", ActionClass.CapacityUp),
            ("capacityDown", ActionClass.CapacityDown),
            ("replace", ActionClass.Replace),
            ("traffic", ActionClass.Traffic),
        ];
        var found = new List<Budget>();
        foreach (var (key, actionClass) in classes.Where(c => budgets.Has(c.Key)))
        {
            var one = budgets.ChildAt(key, ComponentShapes.Budget, found.Count);
            var standard = Budget.DefaultFor(actionClass);
            found.Add(new Budget(
                actionClass,
                one.Whole("count") ?? standard.Count,
                one.Duration("window") ?? standard.Window,
                one.Duration("cooldown") ?? standard.Cooldown,
                one.WholePercent("share") ?? standard.SharePercent));
        }

        return EquatableList.From(found);
    }
}
