using System.Collections.Immutable;
using System.Reflection;
using System.Resources;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using ServerlessReadiness.Application.Hosting;
using ServerlessReadiness.Core;

namespace ServerlessReadiness.Architecture.Tests;

/// <summary>
/// Caches belong to a Host, so that a simulated function instance starts as cold as a real one. A static that can
/// change, or that holds something that can, would outlive it.
/// </summary>
public sealed class NoSharedStateTests
{
    private const BindingFlags Statics =
        BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Types that can be changed, each with the reason why this one is not.</summary>
    private static readonly Dictionary<Type, string> Excepted = new()
    {
        [typeof(JsonSerializerOptions)] = "made by the generator, read-only from the first use",
        [typeof(Regex)] = "made by the generator; matching changes nothing that can be seen",
        [typeof(char[])] = "a constant table, private to its class",
        [typeof(string[])] = "a constant table, private to its class",
        [typeof(Type)] = "the platform's own description of a type",
        [typeof(Exception)] = "the static of such a record is the case without one, where it is null",
        [typeof(byte[])] = "a constant table, private to its class",
        [typeof(double[])] = "a constant table, private to its class",
        [typeof(ResourceManager)] = "keeps what it has read, which nobody can tell",
        [typeof(decimal[])] = "a constant table, private to its class",
    };

    public static TheoryData<string> Assemblies => [.. Ours.Select(a => a.GetName().Name!)];

    private static IEnumerable<Assembly> Ours =>
    [
        typeof(IStoredDocument).Assembly,
        typeof(Host).Assembly,
        typeof(Aws.Alarms.CloudWatchAlarms).Assembly,
        Assembly.Load("ServerlessReadiness.Functions"),
    ];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void No_static_can_change(string assembly)
    {
        var fields = Ours.Single(a => a.GetName().Name == assembly).GetTypes()
            .Where(t => !IsGenerated(t))
            .SelectMany(t => t.GetFields(Statics))
            .Where(f => !f.IsLiteral && !IsGenerated(f))
            .ToList();
        Assert.Empty(fields.Where(f => !f.IsInitOnly).Select(Name));
        Assert.Empty(fields.Where(f => !IsImmutable(f.FieldType, [])).Select(Name));
    }

    [Fact]
    public void The_test_tells_what_can_change_from_what_cannot()
    {
        Assert.False(IsImmutable(typeof(List<int>), []));
        Assert.False(IsImmutable(typeof(Dictionary<string, int>), []));
        Assert.False(IsImmutable(typeof(Mutable), []));
        Assert.True(IsImmutable(typeof(TimeSpan), []));
        Assert.True(IsImmutable(typeof(EquatableList<string>), []));
        Assert.Contains(typeof(Host).Assembly.GetTypes().SelectMany(t => t.GetFields(Statics)), f => f.IsInitOnly);
    }

    private static bool IsImmutable(Type type, HashSet<Type> seen)
    {
        if (type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(object) || Excepted.ContainsKey(type)
            || typeof(Delegate).IsAssignableFrom(type) || typeof(JsonSerializerContext).IsAssignableFrom(type)
            || !seen.Add(type))
        {
            return true;
        }

        if (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(EquatableList<>)
            || type.Namespace is "System.Collections.Frozen" or "System.Collections.Immutable"))
        {
            return type.GetGenericArguments().All(t => IsImmutable(t, seen));
        }

        // An interface says nothing of what is behind it; ours are implemented by stateless rules only.
        if (type.IsInterface)
        {
            return type.Assembly == typeof(IStoredDocument).Assembly || IsReadOnlyShape(type);
        }

        // Types of the platform that cannot change: values such as TimeSpan, read-only memory, comparers, tasks done.
        if (type.Assembly != typeof(IStoredDocument).Assembly && type.Assembly != typeof(Host).Assembly
            && type.Namespace?.StartsWith("ServerlessReadiness", StringComparison.Ordinal) != true)
        {
            return type.IsValueType || type.Name.Contains("Comparer", StringComparison.Ordinal)
                || type.Name.StartsWith("SearchValues", StringComparison.Ordinal);
        }

        return type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .All(f => f.IsInitOnly && IsImmutable(f.FieldType, seen));
    }

    private static bool IsReadOnlyShape(Type type) =>
        type.Name.StartsWith("IReadOnly", StringComparison.Ordinal) || type.Name.StartsWith("IComparer", StringComparison.Ordinal)
        || typeof(IImmutableDictionary<,>).Namespace == type.Namespace;

    private static bool IsGenerated(MemberInfo member) =>
        member.IsDefined(typeof(CompilerGeneratedAttribute)) && member is Type
        || member.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute))
        || member.Name.Contains('<', StringComparison.Ordinal) && member is Type
        || member.DeclaringType is { } owner && IsGenerated(owner)
        || member is FieldInfo field && typeof(JsonSerializerContext).IsAssignableFrom(field.DeclaringType)
        || member is FieldInfo { FieldType: var type } && typeof(Delegate).IsAssignableFrom(type)
            && member.Name.StartsWith("__", StringComparison.Ordinal);

    private static string Name(FieldInfo field) => $"{field.DeclaringType}.{field.Name}: {field.FieldType}";

    private sealed class Mutable
    {
        public int Number { get; set; }
    }
}
