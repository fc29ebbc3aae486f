namespace ServerlessReadiness.Core.Review.Limits;

/// <summary>
/// Which quota counts the vCPUs of an instance type. Source: "Amazon EC2 instance type quotas" of the instance types
/// guide; On-Demand and Spot instances have quotas of their own.
/// </summary>
public static class VcpuQuotas
{
    public const string Service = "ec2";

    /// <summary>Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances.</summary>
    public const string StandardCode = "L-1216C47A";

    private static readonly EquatableList<(string[] Families, string OnDemand, string? Spot, string Name)> Rows =
    [
        (
            ["a", "c", "d", "h", "i", "im", "is", "m", "r", "t", "z"],
            StandardCode,
            "L-34B43A08",
            "Standard (A, C, D, H, I, M, R, T, Z)"),
        (["g", "gr", "vt"], "L-DB2E81BA", "L-3819A6DF", "G and VT"),
        (["p"], "L-417A185B", "L-7212CCBC", "P"),
        (["f"], "L-74FC7D96", "L-88CF9481", "F"),
        (["inf"], "L-1945791B", "L-B5D1601B", "Inf"),
        (["x"], "L-7295265B", "L-E3A00192", "X"),
        (["dl"], "L-6E869C2A", "L-85EED4F7", "DL"),
        (["trn"], "L-2C3B7624", "L-6B0D517C", "Trn"),
        (["u"], "L-43DA4232", null, "High Memory"),
        (["hpc"], "L-F7808C92", null, "HPC"),
    ];

    /// <summary>Whether a quota of EC2 counts vCPUs.</summary>
    public static bool Has(string code) => Rows.Any(r => r.OnDemand == code || r.Spot == code);

    /// <summary>Null for types that no quota is known for, such as those of dedicated hosts.</summary>
    public static QuotaKey? Of(string type, bool spot)
    {
        ArgumentNullException.ThrowIfNull(type);
        var letters = type.TakeWhile(char.IsAsciiLetterLower).Count();

        // A family's letters are followed by its generation, and High Memory types by a hyphen: u-6tb1.metal.
        if (letters == 0 || letters == type.Length || !(char.IsAsciiDigit(type[letters]) || type[letters] == '-'))
        {
            return null;
        }

        var row = Rows.FirstOrDefault(r => r.Families.Contains(type[..letters], StringComparer.Ordinal));
        return (row.Families, spot, row.Spot) switch
        {
            (null, _, _) or (_, true, null) => null,
            (_, true, { } code) => new QuotaKey(Service, code, $"All {row.Name} Spot Instance Requests"),
            _ => new QuotaKey(Service, row.OnDemand, $"Running On-Demand {row.Name} instances"),
        };
    }
}
