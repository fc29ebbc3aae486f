using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Application.Ports;

/// <summary>The account and region that a call goes to.</summary>
public readonly record struct Location(string Account, string Region)
{
    public static Location Of(Resource resource) => new(resource.Account, resource.Region);
}
