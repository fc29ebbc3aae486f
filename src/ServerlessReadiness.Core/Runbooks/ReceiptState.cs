namespace ServerlessReadiness.Core.Runbooks;


/// <summary>How far a service is with something it accepted.</summary>
public enum ReceiptState
{
    Pending = 0,
    Done = 1,
    Failed = 2,
}
