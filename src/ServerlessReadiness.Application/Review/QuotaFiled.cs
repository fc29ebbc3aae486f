using ServerlessReadiness.Core.Review.Limits;

namespace ServerlessReadiness.Application.Review;

/// <summary>What became of one increase that was to be filed.</summary>
public abstract record QuotaFiled
{
    private QuotaFiled(QuotaRequest request) => Request = request;

    /// <summary>What was wanted.</summary>
    public QuotaRequest Request { get; }

    /// <summary>In words, for people.</summary>
    public abstract string Words { get; }

    /// <summary>Whether as much as is needed is asked for, and we remember to reset it.</summary>
    public abstract bool IsWell { get; }

    /// <summary>It is open at Service Quotas, and recorded.</summary>
    public sealed record Recorded(QuotaRequest Wanted, QuotaRequestRecord Record, bool WasOpen) : QuotaFiled(Wanted)
    {
        public override bool IsWell => Record.Outcome.Desired >= Wanted.Desired;

        public override string Words
        {
            get
            {
                var (id, status) = (Record.Outcome.RequestId, Record.Outcome.Status);
                return !WasOpen ? $"filed as request {id}, {status}"
                    : IsWell ? $"request {id} was open already, {status}; it is recorded"
                    : $"request {id} was open already, {status}, but asks for {Record.Outcome.Desired:0.##} only; "
                    + "Service Quotas takes one at a time: have its support case raised, or file again when it is closed";
            }
        }
    }

    /// <summary>It is open at Service Quotas, and nothing reminds anybody to reset it.</summary>
    public sealed record Unsaved(QuotaRequest Wanted, QuotaRequested Outcome, string Reason) : QuotaFiled(Wanted)
    {
        public override bool IsWell => false;

        public override string Words => $"IS FILED as request {Outcome.RequestId}, {Outcome.Status}, but could not be "
            + $"recorded: {Reason.TrimEnd('.')}; give the command again: it finds the open request and records it";
    }

    /// <summary>It was refused, or nobody knows whether it was filed.</summary>
    public sealed record Failed(QuotaRequest Wanted, bool MayBeFiled, string Reason) : QuotaFiled(Wanted)
    {
        public override bool IsWell => false;

        public override string Words => MayBeFiled
            ? $"may have been filed, the answer was lost: {Reason.TrimEnd('.')}; give the command again: it finds an "
                + "open request and files no second one"
            : $"was not filed: {Reason.TrimEnd('.')}";
    }
}
