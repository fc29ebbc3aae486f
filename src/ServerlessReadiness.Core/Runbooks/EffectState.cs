namespace ServerlessReadiness.Core.Runbooks;

/// <summary>How far an effect got.</summary>
public enum EffectState
{
    /// <summary>The intent is stored; whether the effect happened is not known yet.</summary>
    Started = 0,
    Done = 1,

    /// <summary>The service said no, so nothing happened.</summary>
    Failed = 2,
}
