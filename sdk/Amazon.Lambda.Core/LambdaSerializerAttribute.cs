using System.Diagnostics.CodeAnalysis;

namespace Amazon.Lambda.Core;

/// <summary>Names the serializer of an assembly or a handler. Only the managed runtimes read it.</summary>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Method, AllowMultiple = false)]
public sealed class LambdaSerializerAttribute(
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] Type serializerType)
    : Attribute
{
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
    public Type SerializerType { get; set; } = serializerType;
}
