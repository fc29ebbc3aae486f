namespace ServerlessReadiness.Core.Runbooks;


/// <summary>What became of something that a service accepted and works on: a DNS change, an automation, a command.</summary>
/// <param name="Receipt">What the service named it.</param>
/// <param name="State">How far it is.</param>
/// <param name="Words">What the service says.</param>
public sealed record ReceiptSnapshot(string Receipt, ReceiptState State, string Words);
