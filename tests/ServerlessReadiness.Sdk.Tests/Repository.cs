using System.Reflection;

namespace ServerlessReadiness.Sdk.Tests;

/// <summary>Where this repository's files are; the build writes it into the test assembly.</summary>
internal static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == "RepositoryRoot").Value!;

    public static string Sdk => Path.Combine(Root, "sdk");
}
