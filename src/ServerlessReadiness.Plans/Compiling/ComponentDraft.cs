using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Plans.Yaml;

namespace ServerlessReadiness.Plans.Compiling;

/// <summary>A component as read, with what only the stages need.</summary>
/// <param name="Component">The compiled form.</param>
/// <param name="Normal">Units on a normal day, where the plan says so.</param>
/// <param name="LeadTime">From raising until it is in service.</param>
/// <param name="Node">Where it stands.</param>
internal sealed record ComponentDraft(Component Component, int? Normal, TimeSpan LeadTime, YamlNode Node);
