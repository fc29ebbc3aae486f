namespace ServerlessReadiness.Core.Review.Views;

/// <summary>Active reserved instances of one type.</summary>
/// <param name="At">Where they count.</param>
/// <param name="Id">The reservation's id.</param>
/// <param name="Type">The instance type.</param>
/// <param name="Count">How many.</param>
/// <param name="Until">When the reservation ends.</param>
public sealed record ReservationView(Place At, string Id, string Type, int Count, DateTimeOffset Until);
