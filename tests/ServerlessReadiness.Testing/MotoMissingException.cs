namespace ServerlessReadiness.Testing;

/// <summary>moto is not installed, or did not start; the message says which and how to install it.</summary>
public sealed class MotoMissingException : Exception
{
    public MotoMissingException()
    {
    }

    public MotoMissingException(string message)
        : base(message)
    {
    }

    public MotoMissingException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
