using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Phases.Prewarm;
using ServerlessReadiness.Core.Phases.Watches;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Reporting;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Recovery;
using ServerlessReadiness.Core.Reports;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Canary;
using ServerlessReadiness.Core.Review.Limits;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Core.Snapshots;
using ServerlessReadiness.Core.Timeline;

namespace ServerlessReadiness.Application.State;

/// <summary>
/// The one strict reader and writer of stored documents. A missing field is an error, never a zero: read as 0, a
/// missing minimum would let a fleet be scaled away. So null is written too: left out, it would read as missing.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowOutOfOrderMetadataProperties = true,
    AllowDuplicateProperties = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    UseStringEnumConverter = true,
    Converters =
    [
        typeof(EquatableListConverter<string>),
        typeof(EquatableListConverter<DateTimeOffset>),
        typeof(EquatableListConverter<UtcOffsetChange>),
        typeof(EquatableListConverter<Component>),
        typeof(EquatableListConverter<Budget>),
        typeof(EquatableListConverter<Response>),
        typeof(EquatableListConverter<Runbook>),
        typeof(EquatableListConverter<RunbookStep>),
        typeof(EquatableListConverter<StepRecord>),
        typeof(EquatableListConverter<EffectRecord>),
        typeof(EquatableListConverter<Spend>),
        typeof(EquatableListConverter<InstanceId>),
        typeof(EquatableListConverter<AlarmId>),
        typeof(EquatableListConverter<AlarmMetric>),
        typeof(EquatableListConverter<AlarmDimension>),
        typeof(EquatableListConverter<ArmedFloor>),
        typeof(EquatableListConverter<StageRecord>),
        typeof(EquatableListConverter<GoalRecord>),
        typeof(EquatableListConverter<FloorRecord>),
        typeof(EquatableListConverter<ArmRecord>),
        typeof(EquatableListConverter<RestoreRecord>),
        typeof(EquatableListConverter<OperationalItem>),
        typeof(EquatableListConverter<ComponentSpend>),
        typeof(EquatableListConverter<CapturedRange>),
        typeof(EquatableListConverter<ComponentName>),
        typeof(EquatableListConverter<Contact>),
        typeof(EquatableListConverter<Dependency>),
        typeof(EquatableListConverter<Freeze>),
        typeof(EquatableListConverter<Phase>),
        typeof(EquatableListConverter<PlanMetric>),
        typeof(EquatableListConverter<PrewarmStage>),
        typeof(EquatableListConverter<SettingValue>),
        typeof(EquatableListConverter<StageGoal>),
        typeof(EquatableListConverter<StreamTarget>),
        typeof(EquatableListConverter<SuccessCriterion>),
        typeof(EquatableListConverter<TrafficShape>),
        typeof(EquatableListConverter<TrafficStream>),
        typeof(EquatableListConverter<Contingency>),
        typeof(EquatableListConverter<DrillResult>),
        typeof(EquatableListConverter<DnsRecord>),
        typeof(EquatableListConverter<HealthCheckView>),
        typeof(EquatableListConverter<Endpoint>),
        typeof(EquatableListConverter<EndpointShare>),
        typeof(EquatableListConverter<HookPlan>),
        typeof(EquatableListConverter<ParameterBinding>),
        typeof(EquatableListConverter<PlanRole>),
        typeof(EquatableListConverter<RunbookParameter>),
        typeof(EquatableListConverter<ShedLadder>),
        typeof(EquatableListConverter<ShedLevel>),
        typeof(EquatableListConverter<StepCondition>),
        typeof(EquatableListConverter<ListenerRule>),
        typeof(EquatableListConverter<ZoneView>),
        typeof(EquatableListConverter<EscalationTerm>),
        typeof(EquatableListConverter<TaskPlan>),
        typeof(EquatableListConverter<SentPage>),
        typeof(EquatableListConverter<GatheredPages>),
        typeof(EquatableListConverter<ReportEvery>),
        typeof(EquatableListConverter<ColourRule>),
        typeof(EquatableListConverter<Language>),
        typeof(EquatableListConverter<IssueKind>),
        typeof(EquatableListConverter<ColourReason>),
        typeof(EquatableListConverter<MetricRow>),
        typeof(EquatableListConverter<CapacityRow>),
        typeof(EquatableListConverter<ReportedIssue>),
        typeof(EquatableListConverter<ReportedDeed>),
        typeof(EquatableListConverter<Coming>),
        typeof(EquatableListConverter<ReportedCriterion>),
        typeof(EquatableListConverter<ReportedContingency>),
        typeof(EquatableListConverter<Unseen>),
        typeof(EquatableListConverter<Delivery>),
        typeof(EquatableListConverter<Finding>),
        typeof(EquatableListConverter<ReviewSummary>),
        typeof(EquatableListConverter<double?>),
        typeof(EquatableListConverter<SpokenReason>),
        typeof(EquatableListConverter<SpokenComing>),
        typeof(EquatableListConverter<ChartView>),
        typeof(EquatableListConverter<ComponentView>),
        typeof(EquatableListConverter<NameView>),
        typeof(EquatableListConverter<EndpointView>),
        typeof(EquatableListConverter<AlarmView>),
        typeof(EquatableListConverter<RunView>),
        typeof(EquatableListConverter<StepView>),
        typeof(EquatableListConverter<RunbookView>),
        typeof(EquatableListConverter<ContingencyView>),
        typeof(EquatableListConverter<TaskView>),
        typeof(EquatableListConverter<JournalView>),
        typeof(EquatableListConverter<QueueView>),
    ])]
[JsonSerializable(typeof(EventListing))]
[JsonSerializable(typeof(EventHead))]
[JsonSerializable(typeof(CompiledPlan))]
[JsonSerializable(typeof(ComponentState))]
[JsonSerializable(typeof(ResourceState))]
[JsonSerializable(typeof(AlarmMemory))]
[JsonSerializable(typeof(QuotaReading))]
[JsonSerializable(typeof(Run))]
[JsonSerializable(typeof(HookMemory))]
[JsonSerializable(typeof(NoticeMemory))]
[JsonSerializable(typeof(Issue))]
[JsonSerializable(typeof(StageProgress))]
[JsonSerializable(typeof(ReturnProgress))]
[JsonSerializable(typeof(SpendProgress))]
[JsonSerializable(typeof(MetricBaseline))]
[JsonSerializable(typeof(DrillRecord))]
[JsonSerializable(typeof(CheckRecord))]
[JsonSerializable(typeof(ReviewSummary))]
[JsonSerializable(typeof(CanaryRecord))]
[JsonSerializable(typeof(QuotaRequestRecord))]
[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(CommandRecord))]
[JsonSerializable(typeof(TaskRecord))]
[JsonSerializable(typeof(TimelineMemory))]
[JsonSerializable(typeof(ContactRecord))]
[JsonSerializable(typeof(EscalationRecord))]
[JsonSerializable(typeof(PageDigest))]
[JsonSerializable(typeof(Report))]
[JsonSerializable(typeof(ReportWatchRecord))]
[JsonSerializable(typeof(EventSnapshot))]
[JsonSerializable(typeof(double?))]
[JsonSerializable(typeof(DateTimeOffset))]
public sealed partial class StateJson : JsonSerializerContext;
