using System.Text;
using System.Text.Json;

namespace ServerlessReadiness.Testing;

/// <summary>How a function answered an invocation: with a response or with an error.</summary>
public abstract record InvocationOutcome
{
    private InvocationOutcome()
    {
    }

    /// <summary>The response's text, or a failure that shows the reported error.</summary>
    public string ResponseText => this switch
    {
        Responded responded => responded.Text,
        Failed failed => throw new InvalidOperationException($"The function failed with {failed.ErrorType}: {failed.Text}"),
        _ => throw new InvalidOperationException($"Unknown outcome {this}"),
    };

    /// <summary>The reported error, or a failure that shows the response.</summary>
    public Failed Error => this as Failed
        ?? throw new InvalidOperationException($"The function did not fail; it answered: {ResponseText}");

    public sealed record Responded(ReadOnlyMemory<byte> Body) : InvocationOutcome
    {
        public string Text => Encoding.UTF8.GetString(Body.Span);
    }

    /// <param name="ErrorType">The header Lambda-Runtime-Function-Error-Type; null when it was not sent.</param>
    /// <param name="Body">The JSON document with errorType, errorMessage, stackTrace and cause.</param>
    public sealed record Failed(string? ErrorType, ReadOnlyMemory<byte> Body) : InvocationOutcome
    {
        public string Text => Encoding.UTF8.GetString(Body.Span);

        public string? Message => Json.GetProperty("errorMessage").GetString();

        public JsonElement Json
        {
            get
            {
                using var document = JsonDocument.Parse(Body);
                return document.RootElement.Clone();
            }
        }
    }
}
