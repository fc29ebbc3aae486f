namespace ServerlessReadiness.Core.Actions;

/// <summary>Why traffic may not move to an endpoint now.</summary>
/// <param name="Why">In words, with the next step.</param>
/// <param name="IsUnreadable">Nothing is wrong as far as is known; looking again may tell.</param>
/// <param name="MayPass">Whether it can end without a change of the plan.</param>
internal sealed record Obstacle(string Why, bool IsUnreadable, bool MayPass)
{
    public static Obstacle Unreadable(string why) => new(why, IsUnreadable: true, MayPass: true);

    public static Obstacle Passing(string why) => new(why, IsUnreadable: false, MayPass: true);

    public static Obstacle Lasting(string why) => new(why, IsUnreadable: false, MayPass: false);
}
