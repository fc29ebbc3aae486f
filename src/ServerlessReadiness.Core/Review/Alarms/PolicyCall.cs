namespace ServerlessReadiness.Core.Review.Alarms;

/// <summary>A call that a service makes for one of its resources.</summary>
/// <param name="Service">The service's principal, such as cloudwatch.amazonaws.com.</param>
/// <param name="Action">As IAM spells it, such as sns:Publish.</param>
/// <param name="Resource">The ARN that is called.</param>
/// <param name="SourceArn">The ARN for which it is called.</param>
/// <param name="SourceAccount">That one's account.</param>
public sealed record PolicyCall(
    string Service,
    string Action,
    string Resource,
    string SourceArn,
    string SourceAccount);
