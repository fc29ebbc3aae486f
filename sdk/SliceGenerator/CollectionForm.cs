namespace ServerlessReadiness.SliceGenerator;

/// <summary>The <c>ListForm</c> or <c>MapForm</c> of a shape, as an argument in generated code.</summary>
internal static class CollectionForm
{
    public static string Of(Shape shape)
    {
        var isFlattened = Naming.Literal(shape.IsFlattened);
        return shape.Type == "list"
            ? $"new({Naming.Literal(shape.Item!.WireName)}, {isFlattened})"
            : $"new({Naming.Literal(shape.Key!.WireName)}, {Naming.Literal(shape.Value!.WireName)}, {isFlattened})";
    }
}
