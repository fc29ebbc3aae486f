#nullable enable
using System.Net;
using Amazon.Runtime;

namespace ServerlessReadiness.SliceSupport;

/// <summary>An error answer of a service, before it becomes the exception class of its code.</summary>
/// <param name="Header">A header of the answer by name; null when it is absent. Some errors have members there.</param>
internal sealed record SliceError(
    string? Message,
    Exception? Inner,
    ErrorType Type,
    string? Code,
    string? RequestId,
    HttpStatusCode StatusCode,
    Func<string, string?> Header);
