using System.Text;
using Microsoft.AspNetCore.Http;
using ServerlessReadiness.Cli.Web;

namespace ServerlessReadiness.Cli.Proxy;

/// <summary>The page that asks for the code: plain HTML without any script.</summary>
internal static class SignInPage
{
    private const string Style =
        "html{color-scheme:light dark;font:1.1rem/1.5 system-ui,sans-serif}"
        + "body{max-width:26rem;margin:18vh auto 0;padding:0 1rem}"
        + "input,button{font:inherit;padding:.5rem .7rem;width:100%;box-sizing:border-box;margin:.3rem 0 .8rem}"
        + "input{letter-spacing:.2em;text-transform:uppercase}";

    public static readonly string Policy =
        $"default-src 'none'; style-src {Answers.HashSource(Style)}; base-uri 'none'; form-action 'self'; "
        + "frame-ancestors 'none'";

    /// <param name="response">Where to.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="isSpent">Whether the code was used already.</param>
    /// <param name="isWrong">Whether a wrong one was just given.</param>
    public static Task WriteAsync(HttpResponse response, int status, bool isSpent, bool isWrong)
    {
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.CacheControl = "no-store";
        var words = isSpent
            ? """<p role="alert">The code was used already. Stop <code>readiness console</code> and start it again.</p>"""
            : $"""
              {(isWrong ? """<p role="alert">That is not the code. The terminal shows the one that is good.</p>""" : "")}
              <form method="post" action="/enter">
              <label for="code">The code that your terminal shows</label>
              <input id="code" name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" required
              maxlength="20" autofocus{(isWrong ? " aria-invalid=\"true\"" : "")}>
              <button type="submit">Enter the war room</button>
              </form>
              """;
        return Answers.BytesAsync(
            response,
            status,
            "text/html; charset=utf-8",
            Encoding.UTF8.GetBytes(
                $"""
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>Serverless Readiness: sign in</title><style>{Style}</style></head>
                <body><main><h1>War room</h1>
                {words}
                </main></body></html>
                """));
    }
}
