#nullable enable
namespace ServerlessReadiness.SliceSupport;

/// <summary>How a service model says that a time is written.</summary>
internal enum TimeFormat
{
    Iso8601,
    UnixSeconds,
    Rfc822,
}
