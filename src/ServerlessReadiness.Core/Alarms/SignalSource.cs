namespace ServerlessReadiness.Core.Alarms;

/// <summary>How a transition reached us. One transition may arrive in several ways; it is decided once.</summary>
public enum SignalSource
{
    Sns = 0,
    EventBridge = 1,
    DirectInvoke = 2,

    /// <summary>Clock compared the stored state with CloudWatch and made up what never arrived.</summary>
    Sweep = 3,
}
