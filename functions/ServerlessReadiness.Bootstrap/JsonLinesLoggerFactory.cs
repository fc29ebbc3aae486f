using System.Text.Json;

namespace ServerlessReadiness.Bootstrap;

/// <summary>
/// Writes each log line as one JSON object, at once: Lambda freezes the process between invocations, so a background
/// writer would lose its tail.
/// </summary>
internal sealed class JsonLinesLoggerFactory(TextWriter output, LogLevel least, TimeProvider time) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new JsonLinesLogger(categoryName, output, least, time);

    public void AddProvider(ILoggerProvider provider) =>
        throw new NotSupportedException("There is one destination for logs: standard output.");

    public void Dispose()
    {
        // Nothing is held: the output belongs to the process.
    }

    private sealed class JsonLinesLogger(
        string category,
        TextWriter output,
        LogLevel least,
        TimeProvider time) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least && logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
            {
                return;
            }

            using var line = new MemoryStream();
            using (var writer = new Utf8JsonWriter(line))
            {
                writer.WriteStartObject();
                writer.WriteString("timestamp", time.GetUtcNow().UtcDateTime);
                writer.WriteString("level", logLevel.ToString());
                writer.WriteNumber("id", eventId.Id);
                writer.WriteString("category", category[(category.LastIndexOf('.') + 1)..]);
                writer.WriteString("message", formatter(state, exception));
                WriteFields(writer, state);
                if (exception is not null)
                {
                    writer.WriteString("exception", exception.ToString());
                }

                writer.WriteEndObject();
            }

            output.WriteLine(System.Text.Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length));
        }

        private static void WriteFields<TState>(Utf8JsonWriter writer, TState state)
        {
            if (state is not IReadOnlyList<KeyValuePair<string, object?>> fields)
            {
                return;
            }

            writer.WriteStartObject("fields");
            foreach (var (name, value) in fields)
            {
                if (name != "{OriginalFormat}")
                {
                    writer.WriteString(name, value?.ToString());
                }
            }

            writer.WriteEndObject();
        }
    }
}
