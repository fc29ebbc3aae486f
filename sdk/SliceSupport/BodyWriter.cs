#nullable enable
namespace ServerlessReadiness.SliceSupport;

/// <summary>
/// Writes the members of a request, in one of three wire forms. A member that is null is not written: the service then
/// applies its default. An empty list or map is written where the wire form can say so.
/// </summary>
internal abstract class BodyWriter
{
    public void Member(string name, string? value)
    {
        if (value is not null)
        {
            Name(name);
            Value(value);
        }
    }

    public void Member(string name, long? value)
    {
        if (value is { } known)
        {
            Name(name);
            Value(known);
        }
    }

    public void Member(string name, double? value)
    {
        if (value is { } known)
        {
            Name(name);
            Value(known);
        }
    }

    public void Member(string name, bool? value)
    {
        if (value is { } known)
        {
            Name(name);
            Value(known);
        }
    }

    public void Member(string name, DateTime? value, TimeFormat format)
    {
        if (value is { } known)
        {
            Name(name);
            Value(known, format);
        }
    }

    public void Member(string name, MemoryStream? value)
    {
        if (value is not null)
        {
            Name(name);
            Value(value);
        }
    }

    /// <summary>Writes a nested structure.</summary>
    public void Member<T>(string name, T? value, Action<BodyWriter, T> write)
        where T : class
    {
        if (value is not null)
        {
            Name(name);
            Structure(value, write);
        }
    }

    public void List<T>(string name, ListForm form, List<T>? values, Action<BodyWriter, T> write)
    {
        if (values is not null)
        {
            Name(name);
            List(form, values, write);
        }
    }

    public void Map<T>(string name, MapForm form, Dictionary<string, T>? values, Action<BodyWriter, T> write)
    {
        if (values is not null)
        {
            Name(name);
            Map(form, values, write);
        }
    }

    /// <summary>The name of the value that follows.</summary>
    protected abstract void Name(string name);

    public abstract void Value(string value);

    public abstract void Value(long value);

    public abstract void Value(double value);

    public abstract void Value(bool value);

    public abstract void Value(DateTime value, TimeFormat format);

    public void Value(MemoryStream value) => Value(Convert.ToBase64String(value.ToArray()));

    public abstract void Structure<T>(T value, Action<BodyWriter, T> write);

    public abstract void List<T>(ListForm form, List<T> values, Action<BodyWriter, T> write);

    public abstract void Map<T>(MapForm form, Dictionary<string, T> values, Action<BodyWriter, T> write);
}
