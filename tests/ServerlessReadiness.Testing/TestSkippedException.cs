namespace ServerlessReadiness.Testing;

/// <summary>
/// Thrown inside a test, makes xunit v3 report it as skipped with the reason. This library is no test project, so it
/// uses the contract of <c>Assert.Skip</c> (a message that starts with this token) instead of the assertion package.
/// </summary>
public sealed class TestSkippedException : Exception
{
    private const string Token = "$XunitDynamicSkip$";

    public TestSkippedException()
        : this("no reason was given")
    {
    }

    public TestSkippedException(string message)
        : base(Token + message)
    {
    }

    public TestSkippedException(string message, Exception? innerException)
        : base(Token + message, innerException)
    {
    }
}
