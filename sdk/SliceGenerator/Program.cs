using ServerlessReadiness.SliceGenerator;

// dotnet run --project sdk/SliceGenerator [-- SDK_FOLDER]: rewrites every slice that SDK_FOLDER/slices.json lists.
var sdk = Path.GetFullPath(args.Length > 0 ? args[0] : "sdk");
var settings = Path.Combine(sdk, "slices.json");
if (!File.Exists(settings))
{
    await Console.Error.WriteLineAsync(
        $"{settings} does not exist; run this from the repository's root or give the folder that holds slices.json.");
    return 2;
}

if (BotocoreData.Find(out var reason) is not { } data)
{
    await Console.Error.WriteLineAsync(reason);
    return 2;
}

foreach (var slice in SliceSettings.Load(settings))
{
    foreach (var (name, content) in Generator.Generate(data.Load(slice.Model), slice))
    {
        var path = Path.Combine(sdk, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, content);
        await Console.Out.WriteLineAsync($"{name}: {content.Count(character => character == '\n')} lines");
    }
}

return 0;
