namespace ServerlessReadiness.Aws.Settings;

using Amazon.WAFV2;
using Amazon.WAFV2.Model;

/// <summary>UpdateWebACL replaces all that can be changed, so all of it is sent back as it was read.</summary>
internal static class WebAclCopy
{
    public static UpdateWebACLRequest Of(WebACL found, Scope scope, string lockToken) => new()
    {
        Name = found.Name,
        Id = found.Id,
        Scope = scope,
        LockToken = lockToken,
        DefaultAction = found.DefaultAction,

        // An empty description comes back but may not be sent.
        Description = string.IsNullOrEmpty(found.Description) ? null : found.Description,
        Rules = found.Rules,
        VisibilityConfig = found.VisibilityConfig,
        DataProtectionConfig = found.DataProtectionConfig,
        CustomResponseBodies = found.CustomResponseBodies is { Count: > 0 } bodies ? bodies : null,
        CaptchaConfig = found.CaptchaConfig,
        ChallengeConfig = found.ChallengeConfig,
        TokenDomains = found.TokenDomains is { Count: > 0 } domains ? domains : null,
        AssociationConfig = found.AssociationConfig,
        OnSourceDDoSProtectionConfig = found.OnSourceDDoSProtectionConfig,
        ApplicationConfig = found.ApplicationConfig,
    };
}
