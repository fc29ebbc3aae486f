using System.Text;
using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Functions.Signals;

namespace ServerlessReadiness.Signals.Tests;

/// <summary>The payloads of samples/signals, and short ways to read one.</summary>
internal static class Samples
{
    public const string FunctionRegion = "ap-northeast-2";

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "samples");

    public static IReadOnlyList<string> Names { get; } =
    [
        .. Directory.GetFiles(Folder, "*.json").Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(),
    ];

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, name + ".json"));

    public static string Text(string name) => Encoding.UTF8.GetString(Bytes(name));

    public static IReadOnlyList<Signal> Read(string name) => SignalReader.Read(Bytes(name), FunctionRegion);

    public static IReadOnlyList<Signal> ReadText(string json) =>
        SignalReader.Read(Encoding.UTF8.GetBytes(json), FunctionRegion);

    public static AlarmTransition Alarm(string name) => OnlyAlarm(Read(name));

    public static AlarmTransition OnlyAlarm(IReadOnlyList<Signal> signals) =>
        Assert.IsType<Signal.AlarmChanged>(Assert.Single(signals)).Transition;

    public static Signal.Unreadable OnlyUnreadable(IReadOnlyList<Signal> signals) =>
        Assert.IsType<Signal.Unreadable>(Assert.Single(signals));

    public static LifecycleNotice Lifecycle(string name) =>
        Assert.IsType<Signal.Lifecycle>(Assert.Single(Read(name))).Notice;

    /// <summary>An SNS event whose only record carries this message.</summary>
    public static string Sns(string message) =>
        $$$"""{"Records":[{"EventSource":"aws:sns","Sns":{"MessageId":"m-1","Message":{{{Quoted(message)}}}}}]}""";

    public static string Quoted(string text) => $"\"{System.Text.Json.JsonEncodedText.Encode(text)}\"";
}
