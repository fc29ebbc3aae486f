using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using ServerlessReadiness.Cli.Web;

namespace ServerlessReadiness.Cli.Proxy;

/// <summary>
/// What <c>readiness console</c> serves: the page, and the deployed Api behind it. Everything but the way in is for the
/// one session alone, since each request is signed with the operator's own credentials.
/// </summary>
/// <param name="upstream">The deployed Api.</param>
/// <param name="signIn">Who may come in.</param>
/// <param name="who">The ARN that requests are signed as; null when AWS did not say.</param>
internal sealed class ProxySite(Upstream upstream, SignIn signIn, string? who)
{
    private const string EnterPath = "/enter";
    private const string ConsolePath = "/console.json";
    private const string FormType = "application/x-www-form-urlencoded";
    private const string CodeField = "code";

    private readonly PageFiles _page = new();

    public async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var target = RawRequest.Of(request);
        if (target.Path == EnterPath)
        {
            await EnterAsync(context);
        }
        else if (!signIn.Knows(request.Cookies[CookieOf(context)]))
        {
            await StrangerAsync(response, target.Path);
        }
        else if (target.ForApi is { } forApi)
        {
            await ApiAsync(context, forApi);
        }
        else if (target.Path == ConsolePath)
        {
            await Answers.JsonAsync(
                response,
                200,
                new JsonObject { ["signIn"] = "session", ["api"] = "/api", ["who"] = who });
        }
        else
        {
            await _page.AnswerAsync(context, target.Path);
        }
    }

    private async Task ApiAsync(HttpContext context, RawRequest target)
    {
        var method = context.Request.Method;
        if (!Upstream.Serves(target.Path))
        {
            await WebProblem.NotFound($"/api{target.Path}").WriteAsync(context.Response);
        }
        else if (!HttpMethods.IsGet(method) && !HttpMethods.IsPost(method) && !HttpMethods.IsPut(method))
        {
            await WebProblem.NotAllowed(method, "GET, POST or PUT").WriteAsync(context.Response);
        }
        else
        {
            await upstream.ForwardAsync(context, target);
        }
    }

    private Task StrangerAsync(HttpResponse response, string path) => path == "/"
        ? SignInPage.WriteAsync(response, StatusCodes.Status200OK, signIn.Code is null, isWrong: false)
        : new WebProblem(
            401,
            "not-signed-in",
            "Nobody knows who you are",
            "the request has no session of this console",
            "open / and enter the code that the terminal shows").WriteAsync(response);

    private async Task EnterAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (!HttpMethods.IsPost(request.Method))
        {
            await WebProblem.NotAllowed(request.Method, "POST, by the form at /").WriteAsync(response);
            return;
        }

        if (request.ContentType?.Split(';')[0].Trim() != FormType)
        {
            await WebProblem.BadInput("the body is no form", "use the form at /").WriteAsync(response);
            return;
        }

        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(await Answers.BodyAsync(request)));
        var code = form.TryGetValue(CodeField, out var given) ? given.ToString() : "";
        if (signIn.Enter(code) is not { } session)
        {
            var isSpent = signIn.Code is null;
            await SignInPage.WriteAsync(response, StatusCodes.Status403Forbidden, isSpent, isWrong: true);
            return;
        }

        response.Cookies.Append(CookieOf(context), session, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Path = "/",
            IsEssential = true,
        });
        response.Headers.CacheControl = "no-store";
        response.StatusCode = StatusCodes.Status303SeeOther;
        response.Headers.Location = "/";
    }

    /// <summary>Cookies do not tell ports apart, so two consoles on one machine need two names.</summary>
    private static string CookieOf(HttpContext context) => string.Create(
        CultureInfo.InvariantCulture,
        $"readiness-console-{context.Connection.LocalPort}");
}
