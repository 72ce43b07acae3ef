using FsCheck;
using FsCheck.Fluent;

namespace TokenTracking.Pipelines;

/// <summary>Random pipelines against one server.</summary>
internal static class RandomPipelines
{
    /// <summary>Runs them.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">The seed: the same one gives the same pipelines.</param>
    /// <param name="report">Takes a line for each that is wrong.</param>
    /// <returns>How many are wrong.</returns>
    public static async Task<int> RunAsync(int count, ulong seed, Action<string> report)
    {
        await using var server = new LedgerServer();
        var wrong = 0;
        foreach (var spec in PipelineSpec.Any.Sample(count, new Rnd(seed), 50))
        {
            if (await PipelineRun.RunAsync(spec, server) is not { } fault)
                continue;
            wrong++;
            report($"{fault}: {spec}");
        }

        return wrong;
    }
}
