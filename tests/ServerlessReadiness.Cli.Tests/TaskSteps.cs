namespace ServerlessReadiness.Cli.Tests;

internal static class TaskSteps
{
    public static async Task ContinueOnContextAsync(this Task before, Action then)
    {
        await before;
        then();
    }
}
