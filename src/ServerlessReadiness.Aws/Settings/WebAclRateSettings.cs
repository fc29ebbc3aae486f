using System.Globalization;
using Amazon.WAFV2;
using Amazon.WAFV2.Model;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Aws.Settings;


/// <summary>One rate rule of ours in front of a web ACL's own, through AWSSDK.WAFV2.</summary>
internal sealed class WebAclRateSettings(AwsClients clients) : ISettings
{
    private const string Limit = "limit";
    private const string Global = "cloudfront";

    // Web ACLs of CloudFront are kept there, whatever the region of the component.
    private const string GlobalRegion = "us-east-1";

    public async Task<SettingSnapshot> ReadAsync(Resource.Setting resource, CancellationToken cancellationToken)
    {
        var (found, _) = await GetAsync(resource, cancellationToken);
        return new SettingSnapshot([new SettingValue(Limit, LimitOf(found))], Busy: null, Ready: true);
    }

    /// <summary>
    /// The whole web ACL is read and written back with the lock of that reading: Refused when someone changed it in
    /// between.
    /// </summary>
    public async Task PerformAsync(
        Resource.Setting resource,
        Change.SetSettings change,
        CancellationToken cancellationToken)
    {
        SettingNumbers.OnlyKnown(resource, change.To, Limit);
        var wanted = SettingNumbers.Text(change.To, Limit);
        var limit = wanted is null or SettingNumbers.Unset ? null : SettingNumbers.Number(resource, change.To, Limit);
        var (found, lockToken) = await GetAsync(resource, cancellationToken);
        var now = LimitOf(found);
        if (now == (wanted ?? now))
        {
            return;
        }

        if (SettingNumbers.Text(change.From, Limit) is { } before && before != now)
        {
            throw new PortException(
                PortFailure.Refused,
                $"{resource.Label}: the limit is {now} and was expected to be {before}. Nothing was changed; find who "
                + "else sets it.");
        }

        var request = WebAclCopy.Of(found, ScopeOf(resource), lockToken);
        request.Rules = limit is { } number
            ? WebAclRules.With(found.Rules ?? [], number)
            : WebAclRules.Without(found.Rules ?? []);
        var place = PlaceOf(resource);
        await Call(resource, "UpdateWebACL").SendAsync(
            clients,
            () => clients.Waf(place, ClientUse.Effect).UpdateWebACLAsync(request, cancellationToken),
            cancellationToken);
    }

    private async Task<(WebACL Acl, string LockToken)> GetAsync(
        Resource.Setting resource,
        CancellationToken cancellationToken)
    {
        var (_, name, id) = PartsOf(resource);
        var request = new GetWebACLRequest { Name = name, Id = id, Scope = ScopeOf(resource) };
        var place = PlaceOf(resource);
        var response = await Call(resource, "GetWebACL").SendAsync(
            clients,
            () => clients.Waf(place, ClientUse.Read).GetWebACLAsync(request, cancellationToken),
            cancellationToken);
        return (response.WebACL, response.LockToken);
    }

    private static string LimitOf(WebACL found) =>
        WebAclRules.Find(found.Rules ?? [])?.Statement?.RateBasedStatement?.Limit is { } limit
            ? limit.ToString(CultureInfo.InvariantCulture)
            : SettingNumbers.Unset;

    private static Scope ScopeOf(Resource.Setting resource) =>
        PartsOf(resource).Scope == Global ? Scope.CLOUDFRONT : Scope.REGIONAL;

    private static Location PlaceOf(Resource.Setting resource) =>
        PartsOf(resource).Scope == Global ? Location.Of(resource) with { Region = GlobalRegion } : Location.Of(resource);

    private static (string Scope, string Name, string Id) PartsOf(Resource.Setting resource) =>
        resource.Id.Split('/') is [Global or "regional", { Length: > 0 } name, { Length: > 0 } id]
            ? (resource.Id.Split('/')[0], name, id)
            : throw new PortException(
                PortFailure.Refused,
                $"\"{resource.Id}\" is no web ACL: write regional/NAME/ID or {Global}/NAME/ID in the plan.");

    private static AwsCall Call(Resource.Setting resource, string operation) =>
        new(resource.Label, PlaceOf(resource), $"wafv2:{operation}");
}
