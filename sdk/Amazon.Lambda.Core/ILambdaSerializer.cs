namespace Amazon.Lambda.Core;

/// <summary>Converts between Lambda's JSON payloads and .NET objects.</summary>
public interface ILambdaSerializer
{
    T Deserialize<T>(Stream requestStream);

    void Serialize<T>(T response, Stream responseStream);
}
