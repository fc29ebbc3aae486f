using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Application.Phases;

/// <summary>What a person's wish about the return to normal is decided on.</summary>
internal sealed record ReturnAt(EventHead Head, CompiledPlan Plan, StateView View)
{
    public ResourceState? Resource(Component component) =>
        View.Find(StateKeys.Resource(component.Resource.Key)).Value;
}
