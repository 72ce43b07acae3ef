using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using TokenTracking.Pipelines.Tests.Billing;
using TokenTracking.Testing;

namespace TokenTracking.Pipelines.Tests;

/// <summary>Every order of up to three layers, tracked in each way: the records are the billed calls.</summary>
public sealed class PipelineOrderTests
{
    private static readonly string[] Layers = ["cache", "tools", "logging", "options"];

    public static TheoryData<string, bool> Ways()
    {
        var ways = new TheoryData<string, bool>();
        foreach (var way in new[] { "step", "step and above", "providers", "keyed with a step", "builder's Build", "scoped" })
        {
            ways.Add(way, false);
            ways.Add(way, true);
        }

        return ways;
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task The_records_are_the_billed_calls(string way, bool isStreamed)
    {
        foreach (var layers in Orders())
        {
            var tracker = new RecordingTracker();
            var ledger = new Ledger();
            await using var services = Services(way, layers, tracker, ledger).BuildServiceProvider();
            await using var scope = services.CreateAsyncScope();
            var client = scope.ServiceProvider.GetRequiredKeyedService<IChatClient>(way == "keyed with a step" ? "key" : null);

            await AskAsync(client, isStreamed);
            await AskAsync(client, isStreamed);

            Assert.InRange(ledger.Count, 1, 6);
            ledger.AssertEquals(tracker);
        }
    }

    private static ServiceCollection Services(string way, string[] layers, RecordingTracker tracker, Ledger ledger)
    {
        var services = Pipeline.Services(tracker);
        var inner = new BilledChatClient(ledger);
        switch (way)
        {
            case "step":
                services.AddSingleton(With(inner.AsBuilder(), layers).UseTokenTracking(tracker).Build());
                break;
            case "step and above":
                services.AddSingleton(With(inner.AsBuilder(), layers).UseTokenTracking(tracker).Build().WithTokenTracking(tracker));
                break;
            case "keyed with a step":
                With(services.AddKeyedChatClient("key", inner), layers).UseTokenTracking();
                services.TrackAiProviders();
                break;
            case "builder's Build":
                services.AddSingleton<IChatClient>(With(inner.AsBuilder(), layers).Build);
                services.TrackAiProviders();
                break;
            default:
                With(services.AddChatClient(inner, way == "scoped" ? ServiceLifetime.Scoped : ServiceLifetime.Singleton), layers);
                services.TrackAiProviders();
                break;
        }

        return services;
    }

    private static ChatClientBuilder With(ChatClientBuilder builder, string[] layers)
    {
        foreach (var layer in layers)
        {
            _ = layer switch
            {
                "cache" => builder.UseDistributedCache(Pipeline.Cache()),
                "tools" => builder.UseFunctionInvocation(),
                "logging" => builder.UseLogging(NullLoggerFactory.Instance),
                _ => builder.ConfigureOptions(static options => options.MaxOutputTokens = 100),
            };
        }

        return builder;
    }

    private static IEnumerable<string[]> Orders()
    {
        yield return [];
        foreach (var one in Layers)
        {
            yield return [one];
            foreach (var two in Layers.Where(layer => layer != one))
            {
                yield return [one, two];
                foreach (var three in Layers.Where(layer => layer != one && layer != two))
                    yield return [one, two, three];
            }
        }
    }

    private static async Task AskAsync(IChatClient client, bool isStreamed)
    {
        var options = new ChatOptions { Tools = [AIFunctionFactory.Create(static () => "12:00", "clock")] };
        _ = isStreamed
            ? await client.GetStreamingResponseAsync("What is the time?", options).ToChatResponseAsync()
            : await client.GetResponseAsync("What is the time?", options);
    }
}
