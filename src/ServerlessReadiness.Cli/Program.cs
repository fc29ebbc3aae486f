using System.Globalization;
using System.Text;
using ServerlessReadiness.Cli;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var isTerminal = !Console.IsOutputRedirected;
var width = int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), CultureInfo.InvariantCulture, out var columns)
    && columns > 0 ? columns
    : isTerminal && Console.WindowWidth > 0 ? Console.WindowWidth
    : CliSurroundings.WidthOfFiles;
var surroundings = new CliSurroundings(
    Console.Out,
    Console.Error,
    name => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null,
    TimeProvider.System,
    Environment.UserName,
    isTerminal,
    width,
    Console.IsInputRedirected ? null : Console.In);
return await new ReadinessTool(surroundings).RunAsync(args, CancellationToken.None);
