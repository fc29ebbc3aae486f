using ServerlessReadiness.Core.Review.Limits;

namespace ServerlessReadiness.Core.Review.LeadTimes;

/// <summary>When a lever has to be pulled at the latest.</summary>
/// <param name="Lever">What kind.</param>
/// <param name="Thing">On what: a component, a quota, a contact.</param>
/// <param name="Latest">The latest safe start.</param>
/// <param name="State">How it stands.</param>
/// <param name="Note">What to know about it.</param>
public sealed record LeverStart(Lever Lever, string Thing, DateTimeOffset Latest, LeverState State, string Note)
{
    /// <summary>How an increase is named as <see cref="Thing"/>.</summary>
    public static string ThingOf(QuotaRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return $"{request.Name} in {request.Region} of {request.Account}";
    }
}
