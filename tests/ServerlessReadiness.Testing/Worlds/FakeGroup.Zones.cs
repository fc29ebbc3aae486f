using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Testing.Worlds;

/// <summary>The group's zones: it launches where it has fewest, and leaves a zone only once it is whole elsewhere.</summary>
public sealed partial class FakeGroup
{
    public const string ZoneDefault = "ap-northeast-2a";

    private List<ZoneView> _zones = [new(ZoneDefault, "apne2-az1", ["subnet-a"])];
    private List<string> _subnets = ["subnet-a"];

    /// <summary>The zones that it uses now.</summary>
    public IReadOnlyList<ZoneView> Zones =>
    [
        .. _zones.Where(z => z.Subnets.Any(_subnets.Contains))
            .Select(z => z with { Subnets = EquatableList.From(z.Subnets.Where(_subnets.Contains)) }),
    ];

    /// <summary>Spreads it, and its present members, over zones with a subnet each.</summary>
    public void Spread(params string[] letters)
    {
        _zones = [.. letters.Select((l, i) => new ZoneView($"ap-northeast-2{l}", $"apne2-az{i + 1}", [$"subnet-{l}"]))];
        _subnets = [.. _zones.SelectMany(z => z.Subnets)];
        for (var i = 0; i < _members.Count; i++)
        {
            _members[i] = _members[i] with { Zone = _zones[i % _zones.Count].Name };
        }
    }

    private string? SetSubnets(EquatableList<string> subnets)
    {
        if (subnets.Count == 0 || subnets.Any(s => !_zones.SelectMany(z => z.Subnets).Contains(s)))
        {
            return $"{string.Join(", ", subnets)} are not the subnets of a group";
        }

        _subnets = [.. subnets];
        return null;
    }

    private bool IsAtHome(FakeMember member) => member.IsActive && Zones.Any(z => z.Name == member.Zone);

    private string NextZone() => Zones.MinBy(z => _members.Count(m => m.IsActive && m.Zone == z.Name))!.Name;

    private void LeaveZones(DateTimeOffset now)
    {
        foreach (var stray in _members.Where(m => m.IsActive && !IsAtHome(m)).ToList())
        {
            if (_members.Count(m => m.IsServing && IsAtHome(m)) >= Desired)
            {
                Put(stray.To("Terminating", now));
            }
        }
    }
}
