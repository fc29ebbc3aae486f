using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace ServerlessReadiness.WebConsole;

/// <summary>
/// The war-room page's files, embedded. They are served under the digest of all of them, so that browsers may keep them
/// for good and never mix two versions; only the small shell at <c>/</c> is asked for each time.
/// </summary>
public sealed class ConsoleSite
{
    private const string Prefix = "page/";
    private const string Shell = "index.html";
    private const string DigestPlace = "{{digest}}";

    /// <summary>Hexadecimal digits of the digest that the path has.</summary>
    private const int DigestLength = 16;

    private readonly Dictionary<string, ConsoleFile> _files = new(StringComparer.Ordinal);

    /// <param name="connectTo">
    /// Origins besides our own that the page may call: the issuer of its tokens; empty for none.
    /// </param>
    /// <exception cref="ArgumentException">An origin is none.</exception>
    public ConsoleSite(IReadOnlyCollection<string> connectTo)
    {
        ArgumentNullException.ThrowIfNull(connectTo);
        var texts = Texts();
        Digest = DigestOf(texts);
        var policy = PolicyOf(connectTo);
        foreach (var (name, text) in texts)
        {
            if (name == Shell)
            {
                _files["/"] = new ConsoleFile(
                    text.Replace(DigestPlace, Digest, StringComparison.Ordinal),
                    HeadersOf(name, policy, "no-cache"));
            }
            else
            {
                _files[$"/assets/{Digest}/{name}"] = new ConsoleFile(
                    text,
                    HeadersOf(name, policy, "public, max-age=31536000, immutable"));
            }
        }
    }

    /// <summary>Changes whenever a file does.</summary>
    public string Digest { get; }

    /// <summary>Every path that is served.</summary>
    public IReadOnlyCollection<string> Paths => _files.Keys;

    /// <summary>The file at a path; null when there is none.</summary>
    public ConsoleFile? Find(string path) => _files.GetValueOrDefault(path);

    /// <summary>
    /// What the page may do: scripts and styles of our own files only, no frame around it, and calls to ourselves and
    /// the issuer. An issuer's origin is checked before it gets here, since it becomes a part of a header.
    /// </summary>
    internal static string PolicyOf(IReadOnlyCollection<string> connectTo)
    {
        foreach (var origin in connectTo)
        {
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps
                || origin != uri.GetLeftPart(UriPartial.Authority))
            {
                throw new ArgumentException(
                    $"\"{origin}\" is no origin that the page may call; give scheme and host, such as "
                    + "https://login.example.com.",
                    nameof(connectTo));
            }
        }

        var connect = string.Join(' ', connectTo.Prepend("'self'"));
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
            + $"connect-src {connect}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }

    private static Dictionary<string, string> HeadersOf(string name, string policy, string cache) => new()
    {
        ["content-type"] = name[(name.LastIndexOf('.') + 1)..] switch
        {
            "html" => "text/html; charset=utf-8",
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "svg" => "image/svg+xml",
            "json" or "webmanifest" => "application/json; charset=utf-8",
            _ => "text/plain; charset=utf-8",
        },
        ["cache-control"] = cache,
        ["content-security-policy"] = policy,
        ["referrer-policy"] = "no-referrer",
        ["x-content-type-options"] = "nosniff",
        ["cross-origin-opener-policy"] = "same-origin",
        ["cross-origin-resource-policy"] = "same-origin",
        ["permissions-policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        ["strict-transport-security"] = "max-age=31536000",
    };

    private static SortedDictionary<string, string> Texts()
    {
        var assembly = typeof(ConsoleSite).Assembly;
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames())
        {
            var path = name.Replace('\\', '/');
            if (path.StartsWith(Prefix, StringComparison.Ordinal))
            {
                texts[path[Prefix.Length..]] = Read(assembly, name);
            }
        }

        return texts;
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static string DigestOf(SortedDictionary<string, string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, text) in texts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\0{text}\0"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..DigestLength];
    }
}
