using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TokenTracking.Testing;

namespace TokenTracking.Pipelines.Tests.Billing;

/// <summary>A container with a tracker and a cache, and the calls that tests make.</summary>
internal static class Pipeline
{
    public static ServiceCollection Services(RecordingTracker tracker)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ITokenTracker>(tracker);
        services.AddSingleton(Cache());
        return services;
    }

    public static IDistributedCache Cache() => new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));

    /// <summary>Three rounds with a tool, and then the same question again.</summary>
    public static async Task AskTwiceAsync(this IChatClient client)
    {
        for (var i = 0; i < 2; i++)
            Assert.Equal("done", (await client.GetResponseAsync("What is the time?", WithTool())).Text);
    }

    public static async Task StreamAsync(this IChatClient client)
        => Assert.Equal("done", (await client.GetStreamingResponseAsync("What is the time?", WithTool()).ToChatResponseAsync()).Text);

    private static ChatOptions WithTool() => new() { Tools = [AIFunctionFactory.Create(() => "12:00", "clock")] };
}
