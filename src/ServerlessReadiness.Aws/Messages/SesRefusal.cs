using Amazon.Runtime;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Communication;

namespace ServerlessReadiness.Aws.Messages;

using Amazon.SimpleEmailV2.Model;

/// <summary>What SES means when it takes a mail from nobody or to nobody, and what a person does about it.</summary>
/// <param name="Failure">Never of the kind that a repeat could help.</param>
/// <param name="NextStep">In sentences, after what SES said.</param>
internal sealed record SesRefusal(PortFailure Failure, string NextStep)
{
    private const string Guide = "docs/OPERATING.md says how, under Mail";

    /// <summary>Null for trouble that is no refusal: throttling, time-outs, the network.</summary>
    public static SesRefusal? Of(Mail mail, string region, PortException trouble) => trouble.InnerException switch
    {
        MessageRejectedException rejected when Unverified(rejected.Message) is { } addresses =>
            Refused(OfUnverified(mail, region, addresses)),
        MailFromDomainNotVerifiedException => Refused(
            $"The domain of the sender {mail.From} is not verified in {region}, or its MAIL FROM domain has lost its "
            + $"records; put them right ({Guide})."),
        AccountSuspendedException => Refused(
            $"SES has suspended sending for this account in {region}; read AWS's message about it in the AWS Health "
            + "Dashboard and answer it. Until then only SNS tells people."),
        SendingPausedException => Refused(
            $"Sending is paused in {region}, for the account or for the sender's configuration set; see SES's account "
            + $"dashboard there and resume it. The mail from {mail.From} was not sent."),
        BadRequestException => Refused(
            $"Correct the address {mail.To}, or the sender {mail.From}, in the plan."),
        NotFoundException => Refused(
            $"The sender {mail.From} has a default configuration set in {region} that does not exist; remove it from "
            + "the identity or create it."),
        AmazonServiceException when trouble.Failure is PortFailure.Denied => new SesRefusal(
            PortFailure.Denied,
            $"Nothing was sent; add the ARN that it names, or the identity of the sender {mail.From}, to the template "
            + "parameter MailIdentityArns and deploy."),
        MessageRejectedException => Refused(
            $"The mail from {mail.From} to {mail.To} was not sent; SES will refuse it again as it is."),
        _ => null,
    };

    private static SesRefusal Refused(string nextStep) => new(PortFailure.Refused, nextStep);

    /// <summary>
    /// SES lists who failed its check. Outside the sandbox it checks senders only, so a recipient among them tells that
    /// the account is still in it.
    /// </summary>
    private static string OfUnverified(Mail mail, string region, IReadOnlyCollection<string> addresses)
    {
        var from = Bare(mail.From);
        var to = Bare(mail.To);
        var isSender = addresses.Contains(from, StringComparer.OrdinalIgnoreCase);
        var isRecipient = addresses.Contains(to, StringComparer.OrdinalIgnoreCase) && !(isSender && from == to);
        var sender = $"The sender {from} is not verified in {region}: verify it or its domain there, or name a "
            + $"verified sender in the plan ({Guide}).";
        var sandbox = $"The account is in the SES sandbox in {region}, which sends to verified addresses only, and the "
            + $"recipient {to} is none: request production access, or verify the address for a trial ({Guide}).";
        return (isSender, isRecipient) switch
        {
            (true, true) => $"{sender} {sandbox}",
            (true, false) => sender,
            (false, true) => sandbox,
            (false, false) => $"SES does not say which address. Verify the sender {from} in {region}; while the "
                + $"account is in the sandbox there, the recipient {to} as well ({Guide}).",
        };
    }

    /// <summary>The addresses in a message that says that some are not verified; null for another message.</summary>
    private static string[]? Unverified(string message) =>
        message.Contains("not verified", StringComparison.OrdinalIgnoreCase)
            ? [.. message.Split(' ', ',', ';', '<', '>', '"')
                .Where(word => word.Contains('@', StringComparison.Ordinal))
                .Select(word => word.TrimEnd('.'))]
            : null;

    /// <summary>Without the name in front of it.</summary>
    private static string Bare(string address) => address.LastIndexOf('<') is >= 0 and var start
        ? address[(start + 1)..].TrimEnd(' ', '>')
        : address;
}
