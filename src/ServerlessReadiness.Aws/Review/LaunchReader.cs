using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Aws.Review;

using Amazon.AutoScaling.Model;
using Amazon.EC2.Model;
using LaunchTemplateSpecification = Amazon.AutoScaling.Model.LaunchTemplateSpecification;

/// <summary>What groups launch from: templates, those of their overrides, and configurations of old.</summary>
internal sealed class LaunchReader(AwsClients clients)
{
    // The service's own limit for names in one call.
    private const int NamesMax = 50;

    public async Task<IReadOnlyList<LaunchView>> ReadAsync(
        Location place,
        IReadOnlyList<AutoScalingGroup> groups,
        CancellationToken cancellationToken)
    {
        var launches = new List<LaunchView>();
        foreach (var used in groups
            .SelectMany(g => Templates(g).Select(t => (Template: t, Group: g.AutoScalingGroupName)))
            .GroupBy(u => (u.Template.LaunchTemplateId, u.Template.LaunchTemplateName, u.Template.Version)))
        {
            var version = await VersionAsync(place, used.First().Template, cancellationToken);
            launches.AddRange(used.Select(u => u.Group)
                .Distinct(StringComparer.Ordinal)
                .Select(g => ToView(place, version, g)));
        }

        var configured = groups.Where(g => !string.IsNullOrEmpty(g.LaunchConfigurationName))
            .ToLookup(g => g.LaunchConfigurationName, g => g.AutoScalingGroupName);
        foreach (var names in configured.Select(c => c.Key).Chunk(NamesMax))
        {
            launches.AddRange((await ConfigurationsAsync(place, names, cancellationToken))
                .SelectMany(c => configured[c.LaunchConfigurationName].Select(g => ToView(place, c, g))));
        }

        return launches;
    }

    private async Task<LaunchTemplateVersion> VersionAsync(
        Location place,
        LaunchTemplateSpecification template,
        CancellationToken cancellationToken)
    {
        var version = string.IsNullOrEmpty(template.Version) ? "$Default" : template.Version;
        var request = new DescribeLaunchTemplateVersionsRequest { Versions = [version] };
        if (string.IsNullOrEmpty(template.LaunchTemplateId))
            request.LaunchTemplateName = template.LaunchTemplateName;
        else
            request.LaunchTemplateId = template.LaunchTemplateId;
        var thing = $"version {version} of launch template {template.LaunchTemplateName ?? template.LaunchTemplateId}";
        var response = await new AwsCall(thing, place, "ec2:DescribeLaunchTemplateVersions", "the group").SendAsync(
            clients,
            () => clients.Ec2(place, ClientUse.Read).DescribeLaunchTemplateVersionsAsync(request, cancellationToken),
            cancellationToken);
        return response.LaunchTemplateVersions?.FirstOrDefault() ?? throw new PortException(
            PortFailure.NotFound,
            $"There is no {thing} in account {place.Account}, {place.Region}, so the group can launch nothing.");
    }

    private Task<List<LaunchConfiguration>> ConfigurationsAsync(
        Location place,
        string[] names,
        CancellationToken cancellationToken)
    {
        var request = new DescribeLaunchConfigurationsRequest { LaunchConfigurationNames = [.. names] };
        return Pages.AllAsync(
            clients,
            new AwsCall("launch configurations", place, "autoscaling:DescribeLaunchConfigurations"),
            token =>
            {
                request.NextToken = token;
                return clients.AutoScaling(place, ClientUse.Read)
                    .DescribeLaunchConfigurationsAsync(request, cancellationToken);
            },
            response => (response.LaunchConfigurations, response.NextToken),
            cancellationToken);
    }

    private static IEnumerable<LaunchTemplateSpecification> Templates(AutoScalingGroup group)
    {
        LaunchTemplateSpecification?[] templates =
        [
            group.LaunchTemplate,
            group.MixedInstancesPolicy?.LaunchTemplate?.LaunchTemplateSpecification,
            .. (group.MixedInstancesPolicy?.LaunchTemplate?.Overrides ?? []).Select(o => o.LaunchTemplateSpecification),
        ];
        return templates.OfType<LaunchTemplateSpecification>();
    }

    private static LaunchView ToView(Location place, LaunchTemplateVersion version, string group)
    {
        var data = version.LaunchTemplateData;
        var interfaces = data?.NetworkInterfaces ?? [];
        return new LaunchView(
            place.ToPlace(),
            $"launch template {version.LaunchTemplateName} ({version.LaunchTemplateId}) version {version.VersionNumber}",
            group,
            Named(data?.IamInstanceProfile?.Arn) ?? Named(data?.IamInstanceProfile?.Name),
            EquatableList.From((data?.SecurityGroupIds ?? [])
                .Concat(interfaces.SelectMany(i => i.Groups ?? []))
                .Distinct(StringComparer.Ordinal)));
    }

    private static LaunchView ToView(Location place, LaunchConfiguration configuration, string group) => new(
        place.ToPlace(),
        $"launch configuration {configuration.LaunchConfigurationName}",
        group,
        Named(configuration.IamInstanceProfile),
        EquatableList.From(configuration.SecurityGroups ?? []));

    private static string? Named(string? name) => string.IsNullOrEmpty(name) ? null : name;
}
