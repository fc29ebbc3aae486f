using System.Text.Json;

namespace ServerlessReadiness.Bench;

/// <summary>What the canned endpoint answers from: recorded against moto by the same run, so it is never out of date.</summary>
/// <param name="Items">The table's items after real alarms, as DynamoDB spells them.</param>
/// <param name="Group">DescribeAutoScalingGroups' answer at the group's base size.</param>
/// <param name="GroupRaised">The same after one raise.</param>
internal sealed record CannedData(IReadOnlyList<JsonElement> Items, string Group, string GroupRaised);
