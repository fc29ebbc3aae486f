namespace ServerlessReadiness.Core.Plans.Capacity;

/// <summary>
/// One setting of a resource that has no bounds, such as <c>class</c> = <c>db.r6g.4xlarge</c> or <c>iops</c> =
/// <c>12000</c>. Which names there are depends on the <see cref="SettingService"/>.
/// </summary>
public sealed record SettingValue(string Name, string Value)
{
    public override string ToString() => $"{Name} {Value}";
}
