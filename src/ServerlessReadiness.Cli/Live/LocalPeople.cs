using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Cli.Live;

/// <summary>Everybody who may look on: whom the plan's roles name, and one who has none.</summary>
internal sealed class LocalPeople
{
    private const string VisitorId = "visitor";

    private LocalPeople(IReadOnlyList<LocalPerson> all) => All = all;

    /// <summary>Those with roles in the plan's order, then the visitor.</summary>
    public IReadOnlyList<LocalPerson> All { get; }

    /// <summary>Who did not say who they are.</summary>
    public LocalPerson Visitor => All[^1];

    public LocalPerson? Find(string id) => All.FirstOrDefault(p => p.Id == id);

    public static LocalPeople Of(CompiledPlan plan)
    {
        var members = plan.Roles.SelectMany(r => r.Members).Distinct(StringComparer.Ordinal).ToList();
        var people = new List<LocalPerson>();
        foreach (var member in members)
        {
            var name = plan.Contacts.FirstOrDefault(c => c.Address == member)?.Name ?? LastPart(member);
            var roles = plan.Roles.Where(r => r.Members.Contains(member)).Select(r => r.Name).ToList();
            people.Add(new LocalPerson(IdFor(name, people), name, roles, member));
        }

        if (people.Count == 0)
        {
            // A plan without roles trusts whoever signs with AWS credentials.
            var account = plan.Components is [var first, ..] ? first.Resource.Account : "000000000000";
            people.Add(new LocalPerson("operator", "Operator", [], $"arn:aws:iam::{account}:role/operator"));
        }

        // Whatever the plan's members are called: the visitor must be none of them.
        var visitor = VisitorId;
        while (members.Contains(visitor))
        {
            visitor = $"a {visitor}";
        }

        people.Add(new LocalPerson(VisitorId, "Visitor", [], visitor));
        return new LocalPeople(people);
    }

    /// <summary>Of an ARN the name; anything else stays as it is.</summary>
    private static string LastPart(string member) =>
        member.StartsWith("arn:", StringComparison.Ordinal) ? member[(member.LastIndexOfAny(['/', ':']) + 1)..] : member;

    private static string IdFor(string name, List<LocalPerson> taken)
    {
        var words = new string([.. name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var id = words.Length == 0 ? "person" : string.Join('-', words);
        var free = id;
        for (var number = 2; free == VisitorId || taken.Any(p => p.Id == free); number++)
        {
            free = $"{id}-{number}";
        }

        return free;
    }
}
