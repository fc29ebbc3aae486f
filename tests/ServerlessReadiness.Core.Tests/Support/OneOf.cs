using CsCheck;

namespace ServerlessReadiness.Core.Tests.Support;

/// <summary>A generator of one of some values.</summary>
internal static class OneOf
{
    public static Gen<T> These<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
