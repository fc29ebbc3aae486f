#nullable enable
using System.Net;
using Amazon.Runtime;

namespace ServerlessReadiness.SliceSupport;

/// <summary>An error answer of a service, before it becomes the exception class of its code.</summary>
internal sealed record SliceError(
    string? Message,
    Exception? Inner,
    ErrorType Type,
    string? Code,
    string? RequestId,
    HttpStatusCode StatusCode);
