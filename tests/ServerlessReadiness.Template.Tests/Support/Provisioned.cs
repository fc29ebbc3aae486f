using System.Text.Json;

namespace ServerlessReadiness.Template.Tests.Support;

/// <summary>A template that was created as a stack in moto's CloudFormation.</summary>
internal static class Provisioned
{
    /// <summary>What came to be: outputs, resources and, where the template has them, functions and table.</summary>
    public static async Task<JsonElement> CreateAsync(JsonElement template, string parameters)
    {
        var run = await Command.PythonAsync([Repository.Tool("provision.py"), parameters], template.GetRawText());
        Assert.True(run.ExitCode == 0, run.Errors);
        using var document = JsonDocument.Parse(run.Output);
        var created = document.RootElement.Clone();
        Assert.Equal("CREATE_COMPLETE", created.Text("status"));
        return created;
    }
}
