using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace TokenTracking.Testing;

/// <summary>Compiles a source and runs its <c>static Task&lt;string&gt; Program.RunAsync(ITokenTracker)</c>.</summary>
internal static class FixedProgram
{
    /// <summary>What the program returned, and the records that were taken meanwhile.</summary>
    public static async Task<(string Result, IReadOnlyList<UsageRecord> Records)> RunAsync(Solution solution)
    {
        using var image = new MemoryStream();
        var emitted = (await solution.Projects.Single().GetCompilationAsync())!.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        image.Position = 0;

        var context = new AssemblyLoadContext("Fixed program", isCollectible: true);
        try
        {
            var run = context.LoadFromStream(image).GetType("Program", throwOnError: true)!
                .GetMethod("RunAsync", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
            var store = new InMemoryUsageStore();
            await using var tracker = new TokenTracker(store);
            var result = await (Task<string>)run.Invoke(null, [tracker])!;
            await tracker.FlushAsync();
            return (result, store.Records);
        }
        finally
        {
            context.Unload();
        }
    }
}
