using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Review.Limits;

namespace ServerlessReadiness.Application.Tests.Review;

/// <summary>Takes one open request for a quota, as Service Quotas does, and loses or refuses what the test says.</summary>
internal sealed class FakeQuotaRequests : IQuotaRequests
{
    private readonly Dictionary<string, QuotaRequested> _open = new(StringComparer.Ordinal);

    public HashSet<string> Refused { get; } = new(StringComparer.Ordinal);

    public bool LosesAnswers { get; set; }

    /// <summary>Codes for which a request was filed, in order.</summary>
    public List<string> Filed { get; } = [];

    public Task<QuotaRequested> RequestAsync(QuotaRequest wanted, CancellationToken cancellationToken)
    {
        var code = wanted.Key.Code;
        if (Refused.Contains(code))
        {
            return Task.FromException<QuotaRequested>(new PortException(PortFailure.Refused, $"{code} is refused."));
        }

        if (_open.TryGetValue(code, out var before))
        {
            return Task.FromResult(before with { WasOpen = true });
        }

        Filed.Add(code);
        _open[code] = new QuotaRequested($"r-{Filed.Count}", null, "PENDING", wanted.Desired, WasOpen: false);
        return LosesAnswers
            ? Task.FromException<QuotaRequested>(new PortException(PortFailure.Unavailable, "No answer."))
            : Task.FromResult(_open[code]);
    }

    public void Decide(string code) => _open.Remove(code);

    public void Become(string code, string status) => _open[code] = _open[code] with { Status = status };
}
