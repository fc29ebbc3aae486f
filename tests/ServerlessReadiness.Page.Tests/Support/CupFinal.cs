namespace ServerlessReadiness.Page.Tests.Support;

/// <summary>A broadcast from two regions, with a name that leads to both.</summary>
public sealed class CupFinal() : PlayedEvent("broadcast-two-regions");
