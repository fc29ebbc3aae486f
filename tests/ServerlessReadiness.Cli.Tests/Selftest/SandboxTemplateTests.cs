using System.Diagnostics;
using YamlDotNet.RepresentationModel;

namespace ServerlessReadiness.Cli.Tests.Selftest;

public sealed class SandboxTemplateTests
{
    /// <summary>CloudFormation gives these no tags.</summary>
    private static readonly string[] Untaggable =
    [
        "AWS::AutoScaling::LifecycleHook", "AWS::SQS::QueuePolicy", "AWS::SNS::Subscription", "AWS::Events::Rule",
        "AWS::Route53::RecordSet", "AWS::ElasticLoadBalancingV2::Listener",
    ];

    [Fact]
    public async Task Lint_finds_nothing()
    {
        var start = new ProcessStartInfo("python3")
        {
            ArgumentList = { "-c", "import sys; from cfnlint.runner import main; sys.exit(main())", "--", SandboxStack.Template },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var lint = Process.Start(start)!;
        var errors = lint.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await lint.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await lint.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(lint.ExitCode == 0, said + await errors);
    }

    [Fact]
    public void Every_resource_that_can_carries_the_sandboxs_tag()
    {
        var resources = Resources();
        Assert.True(resources.Count > 15);
        Assert.All(resources.Where(r => !Untaggable.Contains(r.Type)), r =>
            Assert.Contains("readiness:sandbox", r.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_that_costs_by_the_hour_is_there_unless_asked_for()
    {
        string[] costly = ["AWS::ElasticLoadBalancingV2::LoadBalancer", "AWS::EC2::NatGateway", "AWS::EC2::Instance", "AWS::EC2::EIP"];
        Assert.All(Resources().Where(r => costly.Contains(r.Type)), r => Assert.Equal("HasLoadBalancer", r.Condition));
        var group = Resources().Single(r => r.Type == "AWS::AutoScaling::AutoScalingGroup").Properties;
        Assert.Equal(
            ("0", "0", "3"), (group["MinSize"].ToString(), group["DesiredCapacity"].ToString(), group["MaxSize"].ToString()));
    }

    private static List<(string Type, string? Condition, YamlMappingNode Properties, string Text)> Resources()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(SandboxStack.Template)));
        var resources = (YamlMappingNode)yaml.Documents[0].RootNode["Resources"];
        return
        [
            .. resources.Children.Values.Cast<YamlMappingNode>().Select(r => (
                r["Type"].ToString(),
                r.Children.TryGetValue("Condition", out var condition) ? condition.ToString() : null,
                (YamlMappingNode)r["Properties"],
                r.ToString())),
        ];
    }
}
