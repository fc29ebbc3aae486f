using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Review;

namespace ServerlessReadiness.Application.Review;

/// <summary>What our own table says of people: who has confirmed to be available.</summary>
public sealed class PeopleSource(IStateStore store) : IReviewSource
{
    public string Name => "confirmations of contacts";

    public async Task<ReviewFacts> ReadAsync(
        ReviewFacts facts,
        IReadOnlyList<Location> places,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(facts);
        try
        {
            var records = await store.ListAsync(
                StateKeys.EventPk(facts.Plan.Event),
                StateKeys.ContactPrefix,
                StateJson.Default.ContactRecord,
                cancellationToken);
            return facts with { Confirmations = new(EquatableList.From(records.Select(r => r.Value)), []) };
        }
        catch (PortException e)
        {
            return facts with { Confirmations = new Seen<ContactRecord>([], [$"{Name}: {e.Message}"]) };
        }
    }
}
