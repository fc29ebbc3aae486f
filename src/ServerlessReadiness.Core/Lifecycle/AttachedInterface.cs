namespace ServerlessReadiness.Core.Lifecycle;

/// <summary>A network interface that an instance has.</summary>
/// <param name="InterfaceId">Such as eni-0abc.</param>
/// <param name="AttachmentId">What its attachment is called, to detach it.</param>
/// <param name="State">As EC2 spells it: attaching, attached, detaching.</param>
/// <param name="DeviceIndex">0 is the instance's own, which cannot be detached.</param>
public sealed record AttachedInterface(string InterfaceId, string AttachmentId, string State, int DeviceIndex);
