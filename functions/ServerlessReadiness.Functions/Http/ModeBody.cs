using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Functions.Http;

/// <summary>What PUT mode takes.</summary>
internal sealed record ModeBody(AutomationMode Mode, string Reason, DateTimeOffset? NotAfter = null);
