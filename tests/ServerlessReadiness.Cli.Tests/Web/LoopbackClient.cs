using System.Net.Http.Headers;
using System.Text;

namespace ServerlessReadiness.Cli.Tests.Web;

/// <summary>Asks a server on this machine as a browser's page, or as somebody else.</summary>
internal sealed class LoopbackClient : IDisposable
{
    private readonly Uri _address;
    private readonly HttpClient _client;

    public LoopbackClient(Uri address)
    {
        _address = address;
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    }

    public string Origin => _address.GetLeftPart(UriPartial.Authority);

    public Task<LoopbackAnswer> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, null, headers);

    /// <summary>As the server's own page sends it.</summary>
    public Task<LoopbackAnswer> PostAsync(
        string path,
        string body,
        string type = "application/json",
        params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, (body, type), [("Origin", Origin), .. headers]);

    public async Task<LoopbackAnswer> SendAsync(
        HttpMethod method,
        string path,
        (string Text, string Type)? body,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(_address, path));
        if (body is { } content)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(content.Text));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(content.Type);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var all = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(h => h.Key.ToLowerInvariant(), h => string.Join(", ", h.Value));
        return new LoopbackAnswer((int)response.StatusCode, text, all);
    }

    public void Dispose() => _client.Dispose();
}
