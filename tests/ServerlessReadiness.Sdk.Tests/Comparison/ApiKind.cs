namespace ServerlessReadiness.Sdk.Tests.Comparison;

/// <summary>What a fact of a public API is about.</summary>
internal enum ApiKind
{
    BaseType,
    Constant,
    Constructor,
    Method,
    Property,
}
