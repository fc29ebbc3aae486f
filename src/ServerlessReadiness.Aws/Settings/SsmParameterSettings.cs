using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Aws.Settings;


/// <summary>
/// SSM parameters directly below a path through AWSSDK.SimpleSystemsManagement. Secrets are neither read nor written.
/// </summary>
internal sealed class SsmParameterSettings(AwsClients clients) : ISettings
{
    // The service's own limit, for pages and for the names of one call.
    private const int NamesPerCall = 10;

    private const int PagesMax = 50;

    public async Task<SettingSnapshot> ReadAsync(Resource.Setting resource, CancellationToken cancellationToken)
    {
        var request = new GetParametersByPathRequest
        {
            Path = resource.Id,
            Recursive = false,
            WithDecryption = false,
            MaxResults = NamesPerCall,
        };
        var found = new List<Parameter>();
        for (var page = 0; page < PagesMax; page++)
        {
            var response = await Call(resource, "GetParametersByPath").SendAsync(
                clients,
                () => clients.Ssm(Location.Of(resource), ClientUse.Read)
                    .GetParametersByPathAsync(request, cancellationToken),
                cancellationToken);
            found.AddRange(response.Parameters ?? []);
            if (string.IsNullOrEmpty(response.NextToken))
            {
                return new SettingSnapshot(
                    EquatableList.From(found
                        .Where(p => p.Type != ParameterType.SecureString)
                        .Select(p => new SettingValue(NameOf(p), p.Value))
                        .OrderBy(p => p.Name, StringComparer.Ordinal)),
                    Busy: null,
                    Ready: true);
            }

            request.NextToken = response.NextToken;
        }

        throw new PortException(
            PortFailure.Refused,
            $"{resource.Label} in account {resource.Account}, {resource.Region} are more than "
            + $"{PagesMax * NamesPerCall}. Name a longer path in the plan.");
    }

    /// <summary>
    /// Writes one after the other. The service has no compare and swap for a value that exists, so what is there is
    /// read just before, and nothing is written unless all of it is as the change says or as it wants it.
    /// </summary>
    public async Task PerformAsync(
        Resource.Setting resource,
        Change.SetSettings change,
        CancellationToken cancellationToken)
    {
        var present = await PresentAsync(resource, change.To, cancellationToken);
        foreach (var wanted in change.To)
        {
            var now = present.GetValueOrDefault(wanted.Name);
            OnlyPlain(resource, wanted, now);
            AsItWas(resource, change.From, wanted, now);
        }

        var written = new List<string>();
        foreach (var wanted in change.To.Where(w => !IsThere(w, present.GetValueOrDefault(w.Name))))
        {
            try
            {
                await WriteAsync(resource, wanted, present.ContainsKey(wanted.Name), cancellationToken);
            }
            catch (PortException trouble) when (written.Count > 0)
            {
                // Whatever became of this one, something has changed: nobody may take it for nothing.
                throw new PortException(
                    PortFailure.Unavailable,
                    $"{string.Join(", ", written)} of {resource.Label} was set, then: {trouble.Message}",
                    trouble);
            }

            written.Add(wanted.ToString());
        }
    }

    private static bool IsThere(SettingValue wanted, Parameter? now) => now is null
        ? wanted.Value == SettingNumbers.Unset
        : wanted.Value != SettingNumbers.Unset && now.Value == wanted.Value;

    private static void OnlyPlain(Resource.Setting resource, SettingValue wanted, Parameter? now)
    {
        if (now?.Type == ParameterType.SecureString)
        {
            throw new PortException(
                PortFailure.Refused,
                $"{resource.Label}: {wanted.Name} is a SecureString, and secrets are not written. Nothing was changed; "
                + "name a String or StringList in the plan.");
        }
    }

    private static void AsItWas(
        Resource.Setting resource,
        EquatableList<SettingValue> from,
        SettingValue wanted,
        Parameter? now)
    {
        var before = SettingNumbers.Text(from, wanted.Name);
        var same = before == SettingNumbers.Unset ? now is null : now?.Value == before;
        if (before is null || same || IsThere(wanted, now))
        {
            return;
        }

        throw new PortException(
            PortFailure.Refused,
            $"{resource.Label}: {wanted.Name} is \"{now?.Value ?? SettingNumbers.Unset}\" and was expected to be "
            + $"{(before == SettingNumbers.Unset ? "absent" : $"\"{before}\"")}. Nothing was changed; find who else sets "
            + $"it (the word {SettingNumbers.Unset} as a value stands for an absent parameter: use another).");
    }

    private async Task<Dictionary<string, Parameter>> PresentAsync(
        Resource.Setting resource,
        EquatableList<SettingValue> wanted,
        CancellationToken cancellationToken)
    {
        var present = new Dictionary<string, Parameter>(StringComparer.Ordinal);
        foreach (var batch in wanted.Select(w => FullName(resource, w.Name)).Chunk(NamesPerCall))
        {
            var request = new GetParametersRequest { Names = [.. batch], WithDecryption = false };
            var response = await Call(resource, "GetParameters").SendAsync(
                clients,
                () => clients.Ssm(Location.Of(resource), ClientUse.Read).GetParametersAsync(request, cancellationToken),
                cancellationToken);
            foreach (var parameter in response.Parameters ?? [])
            {
                present[NameOf(parameter)] = parameter;
            }
        }

        return present;
    }

    private Task WriteAsync(
        Resource.Setting resource,
        SettingValue wanted,
        bool exists,
        CancellationToken cancellationToken) =>
        wanted.Value == SettingNumbers.Unset
            ? DeleteAsync(resource, wanted.Name, cancellationToken)
            : PutAsync(resource, wanted, exists, cancellationToken);

    private Task<PutParameterResponse> PutAsync(
        Resource.Setting resource,
        SettingValue wanted,
        bool exists,
        CancellationToken cancellationToken)
    {
        // A type is given to a new one only: an existing one keeps its own. Without Overwrite a parameter that someone
        // else has made meanwhile is left alone.
        var request = new PutParameterRequest
        {
            Name = FullName(resource, wanted.Name),
            Value = wanted.Value,
            Overwrite = exists,
            Type = exists ? null : ParameterType.String,
        };
        return Call(resource, "PutParameter").SendAsync(
            clients,
            () => clients.Ssm(Location.Of(resource), ClientUse.Effect).PutParameterAsync(request, cancellationToken),
            cancellationToken);
    }

    private async Task DeleteAsync(Resource.Setting resource, string name, CancellationToken cancellationToken)
    {
        var request = new DeleteParameterRequest { Name = FullName(resource, name) };
        try
        {
            await Call(resource, "DeleteParameter").SendAsync(
                clients,
                () => clients.Ssm(Location.Of(resource), ClientUse.Effect)
                    .DeleteParameterAsync(request, cancellationToken),
                cancellationToken);
        }
        catch (PortException gone) when (gone.Failure == PortFailure.NotFound)
        {
            // Absent is what was wanted.
        }
    }

    private static string FullName(Resource.Setting resource, string name) => $"{resource.Id.TrimEnd('/')}/{name}";

    private static string NameOf(Parameter parameter) => parameter.Name[(parameter.Name.LastIndexOf('/') + 1)..];

    private static AwsCall Call(Resource resource, string operation) =>
        new(resource.Label, Location.Of(resource), $"ssm:{operation}");
}
