using System.Reflection;
using System.Runtime.Loader;
using Amazon.Runtime;

namespace ServerlessReadiness.Sdk.Tests.Comparison;

/// <summary>
/// The public API of one assembly as a set of facts. Namespaces that end in <c>Internal</c> are no API.
/// </summary>
internal sealed class ApiDescription
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private ApiDescription(HashSet<ApiFact> facts) => Facts = facts;

    public HashSet<ApiFact> Facts { get; }

    public HashSet<string> Types => [.. Facts.Select(fact => fact.Type)];

    /// <summary>
    /// Reads an assembly in a load context of its own, so that two of the same name can be read; AWSSDK.Core is shared.
    /// </summary>
    public static ApiDescription Of(string assemblyPath)
    {
        var context = new AssemblyLoadContext(assemblyPath, isCollectible: true);
        try
        {
            var facts = new HashSet<ApiFact>();
            foreach (var type in context.LoadFromAssemblyPath(assemblyPath).GetExportedTypes().Where(IsApi))
            {
                facts.UnionWith(FactsOf(type));
            }

            return new ApiDescription(facts);
        }
        finally
        {
            context.Unload();
        }
    }

    private static bool IsApi(Type type) =>
        !type.IsNested && type.Namespace is { } name && !name.Split('.').Contains("Internal");

    private static IEnumerable<ApiFact> FactsOf(Type type)
    {
        var name = type.FullName!;
        if (!type.IsInterface)
        {
            yield return new ApiFact(ApiKind.BaseType, name, ": " + NameOf(type.BaseType!));
        }

        foreach (var constructor in type.GetConstructors(Declared).Where(c => !c.IsStatic))
        {
            yield return new ApiFact(ApiKind.Constructor, name, $"({Parameters(constructor)})");
        }

        foreach (var property in type.GetProperties(Declared))
        {
            yield return new ApiFact(ApiKind.Property, name, $"{property.Name} : {NameOf(property.PropertyType)}{Accessors(property)}");
        }

        foreach (var method in type.GetMethods(Declared).Where(m => !m.IsSpecialName || m.Name == "op_Implicit"))
        {
            yield return new ApiFact(
                ApiKind.Method, name, $"{method.Name}({Parameters(method)}) : {NameOf(method.ReturnType)}");
        }

        foreach (var field in type.GetFields(Declared).Where(f => f.IsStatic && f.IsInitOnly))
        {
            var value = field.GetValue(null) is ConstantClass constant ? constant.Value : "";
            yield return new ApiFact(ApiKind.Constant, name, $"{field.Name} = \"{value}\"");
        }
    }

    private static string Accessors(PropertyInfo property)
    {
        var set = property.SetMethod is { IsPublic: true } ? " set" : "";
        return property.GetMethod!.IsStatic ? " static get" + set : " get" + set;
    }

    // Names of parameters count: callers may state them.
    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters()
        .Select(p => $"{NameOf(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? " = default" : "")}"));

    private static string NameOf(Type type)
    {
        if (!type.IsGenericType)
        {
            return type.FullName ?? type.Name;
        }

        var stem = type.GetGenericTypeDefinition().FullName!.Split('`')[0];
        return $"{stem}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>";
    }
}
