using System.Security.Cryptography;
using System.Text;

namespace ServerlessReadiness.Cli.Proxy;

/// <summary>
/// One session for one person: whoever types the code that only the terminal shows gets it. A cookie carries it, never
/// an address, and it ends with the process.
/// </summary>
/// <param name="show">Shows a new code where only the person at this machine sees it.</param>
internal sealed class SignIn(Action<string> show)
{
    public const int TriesMax = 5;

    private const int SessionBytes = 32;
    private const int CodeLength = 8;

    /// <summary>What nobody takes for something else when it is read aloud.</summary>
    private const string CodeSigns = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    private readonly Lock _gate = new();
    private string? _code = NewCode();
    private string? _session;
    private int _tries;

    /// <summary>The code that is good now; null once it was used.</summary>
    public string? Code
    {
        get
        {
            lock (_gate)
            {
                return _code is null ? null : Shown(_code);
            }
        }
    }

    /// <summary>The session for the right code; null for a wrong one, or when there is a session already.</summary>
    public string? Enter(string given)
    {
        var typed = new string([.. given.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
        lock (_gate)
        {
            if (_code is null)
            {
                return null;
            }

            if (AreSame(typed, _code))
            {
                // Spent: what was read over a shoulder opens nothing any more.
                _code = null;
                return _session = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SessionBytes));
            }

            if (++_tries >= TriesMax)
            {
                (_tries, _code) = (0, NewCode());
                show(Shown(_code));
            }

            return null;
        }
    }

    public bool Knows(string? session)
    {
        lock (_gate)
        {
            return session is not null && _session is not null && AreSame(session, _session);
        }
    }

    private static string NewCode() => RandomNumberGenerator.GetString(CodeSigns, CodeLength);

    private static string Shown(string code) => $"{code[..(CodeLength / 2)]}-{code[(CodeLength / 2)..]}";

    private static bool AreSame(string given, string wanted) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(given)),
        SHA256.HashData(Encoding.UTF8.GetBytes(wanted)));
}
