namespace ServerlessReadiness.Core.Review.Dashboard;

/// <summary>Shares a limited number out, so that one who wants much leaves the others theirs.</summary>
internal static class FairShares
{
    /// <summary>Nobody gets more than wanted; what one does not want goes to the others.</summary>
    public static IReadOnlyList<int> Of(IReadOnlyList<int> wanted, int limit)
    {
        var shares = new int[wanted.Count];
        var left = Math.Min(limit, wanted.Sum());
        while (left > 0)
        {
            var hungry = Enumerable.Range(0, shares.Length).Where(i => shares[i] < wanted[i]).ToList();
            var each = Math.Max(1, left / hungry.Count);
            foreach (var i in hungry.TakeWhile(_ => left > 0))
            {
                var more = Math.Min(Math.Min(each, wanted[i] - shares[i]), left);
                shares[i] += more;
                left -= more;
            }
        }

        return shares;
    }
}
