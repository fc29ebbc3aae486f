using System.Globalization;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Aws.Settings;

/// <summary>Settings between our names and texts and the services' members.</summary>
internal static class SettingNumbers
{
    /// <summary>How a setting reads that the resource does not have; writing it removes the setting.</summary>
    public const string Unset = "none";

    /// <summary>Those that the service gave, as the plan spells them.</summary>
    public static EquatableList<SettingValue> Of(params (string Name, object? Value)[] read) => EquatableList.From(read
        .Where(r => r.Value is not null)
        .Select(r => new SettingValue(r.Name, Convert.ToString(r.Value, CultureInfo.InvariantCulture)!)));

    /// <summary>Refuses settings that the service does not have, before anything is sent.</summary>
    public static void OnlyKnown(Resource.Setting resource, EquatableList<SettingValue> wanted, params string[] known)
    {
        if (wanted.FirstOrDefault(v => !known.Contains(v.Name, StringComparer.Ordinal)) is { } stranger)
        {
            throw new PortException(
                PortFailure.Refused,
                $"{resource.Label} has no setting \"{stranger.Name}\". Use one of {string.Join(", ", known)} in the "
                + "plan.");
        }
    }

    public static string? Text(EquatableList<SettingValue> wanted, string name) =>
        wanted.FirstOrDefault(v => v.Name == name)?.Value;

    /// <summary>The number, or null when the setting is not among those wanted.</summary>
    public static long? Number(Resource.Setting resource, EquatableList<SettingValue> wanted, string name) =>
        Text(wanted, name) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new PortException(
            PortFailure.Refused,
            $"{resource.Label}: \"{text}\" is no whole number for {name}. Correct it in the plan.");

    public static int? SmallNumber(Resource.Setting resource, EquatableList<SettingValue> wanted, string name) =>
        Number(resource, wanted, name) switch
        {
            null => null,
            <= int.MaxValue and { } number => (int)number,
            { } number => throw new PortException(
                PortFailure.Refused,
                $"{resource.Label}: {number} is too large for {name}. Correct it in the plan."),
        };
}
