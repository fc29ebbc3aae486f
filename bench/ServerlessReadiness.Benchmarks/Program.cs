using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace ServerlessReadiness.Benchmarks;

internal static class Program
{
    /// <summary>
    /// In this process: a generated project would be built under this repository's analyzers and central versions.
    /// </summary>
    public static void Main(string[] args)
    {
        Console.WriteLine("These are figures of the JIT compiler; the functions run as a native binary: see bench/run.");
        var config = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance));
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
    }
}
