using System.Text;
using Microsoft.AspNetCore.Http;
using ServerlessReadiness.WebConsole;

namespace ServerlessReadiness.Cli.Web;

/// <summary>The war-room page's own files.</summary>
internal sealed class PageFiles
{
    private readonly ConsoleSite _site = new([]);

    /// <summary>Answers with the page, with one of its assets, or with the problem that there is no such thing.</summary>
    public async Task AnswerAsync(HttpContext context, string path)
    {
        var response = context.Response;
        if (_site.Find(path) is not { } file)
        {
            await WebProblem.NotFound(path).WriteAsync(response);
            return;
        }

        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            await WebProblem.NotAllowed(context.Request.Method, "GET").WriteAsync(response);
            return;
        }

        var type = "text/plain";
        foreach (var (name, value) in file.Headers)
        {
            if (name == "content-type")
            {
                type = value;
            }
            else if (name != "strict-transport-security")
            {
                // Which HTTPS this machine's own address has, the next server on it may decide.
                response.Headers[name] = value;
            }
        }

        await Answers.BytesAsync(response, StatusCodes.Status200OK, type, Encoding.UTF8.GetBytes(file.Text));
    }
}
