using System.Globalization;

namespace Amazon.Lambda.RuntimeSupport.ExceptionHandling;

/// <summary>Lambda refused a response for its size; reported in the words that Lambda itself uses.</summary>
internal sealed class ResponseTooLargeException(int sizeBytes, Exception refusal) : Exception(
    string.Create(
        CultureInfo.InvariantCulture,
        $"Response payload size ({sizeBytes} bytes) exceeded the maximum that Lambda accepts ")
    + "(6 MB for a synchronous invocation); return less, or a reference to an object in S3.",
    refusal)
{
    public const string ReportedType = "Function.ResponseSizeTooLarge";
}
