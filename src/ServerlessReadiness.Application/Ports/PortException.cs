namespace ServerlessReadiness.Application.Ports;

/// <summary>
/// A port could not do what was asked. The message names the thing, the cause and the next step, and is fit for the
/// journal, the CLI and the page.
/// </summary>
public sealed class PortException : Exception
{
    public PortException()
        : this(PortFailure.Unavailable, "The service gave no reason.")
    {
    }

    public PortException(string message)
        : this(PortFailure.Unavailable, message)
    {
    }

    public PortException(string message, Exception? innerException)
        : this(PortFailure.Unavailable, message, innerException)
    {
    }

    public PortException(PortFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    public PortFailure Failure { get; }
}
