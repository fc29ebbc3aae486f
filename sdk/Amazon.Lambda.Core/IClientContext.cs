namespace Amazon.Lambda.Core;

/// <summary>What the AWS Mobile SDK sends along with an invocation.</summary>
public interface IClientContext
{
    IDictionary<string, string> Environment { get; }

    IClientApplication Client { get; }

    IDictionary<string, string> Custom { get; }
}
