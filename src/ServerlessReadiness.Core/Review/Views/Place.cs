namespace ServerlessReadiness.Core.Review.Views;

/// <summary>Where a thing of the account is.</summary>
/// <param name="Account">Twelve digits.</param>
/// <param name="Region">A region code.</param>
public sealed record Place(string Account, string Region)
{
    public override string ToString() => $"{Region} of {Account}";
}
