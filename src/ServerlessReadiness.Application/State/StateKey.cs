using ServerlessReadiness.Core;
using System.Text.Json.Serialization.Metadata;

namespace ServerlessReadiness.Application.State;

/// <summary>An address together with the type of the document that lives there.</summary>
public readonly record struct StateKey<T>(StateAddress Address, JsonTypeInfo<T> Type)
    where T : class, IStoredDocument
{
    public StateKey(string pk, string sk, JsonTypeInfo<T> type)
        : this(new StateAddress(pk, sk), type)
    {
    }
}
