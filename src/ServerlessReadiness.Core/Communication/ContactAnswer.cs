namespace ServerlessReadiness.Core.Communication;

/// <summary>What a contact said when asked whether they are available.</summary>
public enum ContactAnswer
{
    None = 0,
    Confirmed = 1,
    Declined = 2,
}
