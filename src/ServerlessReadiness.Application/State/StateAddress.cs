namespace ServerlessReadiness.Application.State;

/// <summary>Where a document lives in the one table: its partition key and its sort key.</summary>
public readonly record struct StateAddress(string Pk, string Sk)
{
    public override string ToString() => $"{Pk} / {Sk}";
}
