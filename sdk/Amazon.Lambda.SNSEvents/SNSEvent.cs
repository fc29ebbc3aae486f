namespace Amazon.Lambda.SNSEvents;

/// <summary>
/// What Amazon SNS sends to a function. Lambda spells <c>SigningCertUrl</c> and <c>UnsubscribeUrl</c>; SNS itself, over
/// HTTP and SQS, spells them with <c>URL</c>, so read those with case-insensitive names.
/// </summary>
public class SNSEvent
{
    public IList<SNSRecord> Records { get; set; }

    public class SNSRecord
    {
        /// <summary><c>aws:sns</c>.</summary>
        public string EventSource { get; set; }

        public string EventSubscriptionArn { get; set; }

        public string EventVersion { get; set; }

        public SNSMessage Sns { get; set; }
    }

    public class SNSMessage
    {
        /// <summary>The text that was published; for services often a JSON document inside this string.</summary>
        public string Message { get; set; }

        public IDictionary<string, MessageAttribute> MessageAttributes { get; set; }

        public string MessageId { get; set; }

        public string Signature { get; set; }

        public string SignatureVersion { get; set; }

        public string SigningCertUrl { get; set; }

        public string Subject { get; set; }

        public DateTime Timestamp { get; set; }

        public string TopicArn { get; set; }

        public string Type { get; set; }

        public string UnsubscribeUrl { get; set; }
    }

    public class MessageAttribute
    {
        /// <summary><c>String</c>, <c>Binary</c> and so on, as the publisher declared it.</summary>
        public string Type { get; set; }

        public string Value { get; set; }
    }
}
