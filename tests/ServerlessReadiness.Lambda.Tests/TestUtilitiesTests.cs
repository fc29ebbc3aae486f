using Amazon.Lambda.Core;
using Amazon.Lambda.TestUtilities;

namespace ServerlessReadiness.Lambda.Tests;

public sealed class TestUtilitiesTests
{
    [Fact]
    public void A_test_context_says_what_it_was_told()
    {
        ILambdaContext context = new TestLambdaContext
        {
            AwsRequestId = "r",
            FunctionName = "alarms",
            MemoryLimitInMB = 256,
            RemainingTime = TimeSpan.FromSeconds(9),
            ClientContext = new TestClientContext
            {
                Client = new TestClientApplication { AppTitle = "War room" },
                Custom = { ["step"] = "3" },
            },
            Identity = new TestCognitoIdentity { IdentityId = "i", IdentityPoolId = "p" },
        };

        Assert.Equal("r", context.AwsRequestId);
        Assert.Equal("alarms", context.FunctionName);
        Assert.Equal(256, context.MemoryLimitInMB);
        Assert.Equal(TimeSpan.FromSeconds(9), context.RemainingTime);
        Assert.Equal("War room", context.ClientContext.Client.AppTitle);
        Assert.Equal("3", context.ClientContext.Custom["step"]);
        Assert.Equal("p", context.Identity.IdentityPoolId);
        Assert.Null(context.TraceId);
        Assert.Null(context.TenantId);
    }

    [Fact]
    public void A_test_logger_keeps_every_line_of_every_level()
    {
        var logger = new TestLambdaLogger();
        ILambdaLogger asInterface = logger;

        asInterface.Log("plain");
        asInterface.LogLine("line");
        asInterface.LogInformation("information");
        asInterface.LogError(new TimeoutException("late"), "failed");

        var lines = logger.Buffer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["plain", "line", "information", "failed"], lines[..4]);
        Assert.Contains("late", lines[4], StringComparison.Ordinal);
    }
}
