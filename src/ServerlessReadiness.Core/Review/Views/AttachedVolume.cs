namespace ServerlessReadiness.Core.Review.Views;

/// <summary>A volume on an instance.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Device">The device name.</param>
/// <param name="IsRoot">Whether the operating system starts from it.</param>
public sealed record AttachedVolume(string Id, string Device, bool IsRoot);
