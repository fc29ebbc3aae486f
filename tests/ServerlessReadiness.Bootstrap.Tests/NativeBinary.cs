namespace ServerlessReadiness.Bootstrap.Tests;

/// <summary>The published binary under test.</summary>
internal static class NativeBinary
{
    /// <summary>Names another binary than the one that <c>make bootstrap</c> leaves.</summary>
    public const string PathVariable = "READINESS_BOOTSTRAP";

    /// <summary>Its path; without one the test is skipped, or fails where CI must have built it.</summary>
    public static string Require()
    {
        var path = Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } named
            ? named
            : Repository.PathOf("artifacts", "lambda", "bootstrap");
        if (File.Exists(path))
        {
            return path;
        }

        var missing = $"There is no native binary at {path}; run `make bootstrap`, or set {PathVariable} to one.";
        if (Environment.GetEnvironmentVariable("CI") is "true")
        {
            Assert.Fail(missing);
        }

        Assert.Skip(missing);
        return path;
    }
}
