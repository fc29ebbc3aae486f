using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Review.Limits;

/// <summary>A listener on which the plan puts pages up.</summary>
/// <param name="Resource">Which.</param>
/// <param name="Seen">Its rules.</param>
/// <param name="RulesOfLoadBalancer">Rules of all listeners of its load balancer, without the default ones.</param>
public sealed record ListenerUse(Resource.Listener Resource, ListenerSnapshot Seen, int RulesOfLoadBalancer);
