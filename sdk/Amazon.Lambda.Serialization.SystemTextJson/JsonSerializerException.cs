namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>A payload or response could not be converted; the inner exception says where.</summary>
public class JsonSerializerException : Exception
{
    public JsonSerializerException(string message)
        : base(message)
    {
    }

    public JsonSerializerException(string message, Exception exception)
        : base(message, exception)
    {
    }
}
