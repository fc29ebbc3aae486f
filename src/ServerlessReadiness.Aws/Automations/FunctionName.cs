using System.Text.RegularExpressions;
using ServerlessReadiness.Application.Ports;

namespace ServerlessReadiness.Aws.Automations;

/// <summary>How Lambda functions are named: <c>NAME</c>, its ARN, either with an alias or version.</summary>
internal static partial class FunctionName
{
    private const int ArnPartsMin = 7;

    /// <param name="text">The name or ARN.</param>
    /// <param name="location">The account and region of an ARN; null for a name.</param>
    /// <returns>Whether it is one of both.</returns>
    public static bool TryParse(string text, out Location? location)
    {
        var parts = text.Split(':');
        if (parts.Length >= ArnPartsMin && parts[0] == "arn" && parts[2] == "lambda" && parts[3].Length > 0
            && parts[4].Length > 0 && parts[5] == "function" && NameForm.IsMatch(string.Join(':', parts[6..])))
        {
            location = new Location(parts[4], parts[3]);
            return true;
        }

        location = null;
        return NameForm.IsMatch(text);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_$-]{1,128})?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NameForm { get; }
}
