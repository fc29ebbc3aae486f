namespace ServerlessReadiness.Page.Tests.Support;

/// <summary>A sale on Auto Scaling groups of one region.</summary>
public sealed class BlackFriday() : PlayedEvent("black-friday");
