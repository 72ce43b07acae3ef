using Library;
using Microsoft.Extensions.DependencyInjection;
using TokenTracking;
using TokenTracking.Providers;

var services = new ServiceCollection();
services.AddTokenTracking();
services.AddSingleton<ISummarizer, Summarizer>();
services.AddSingleton<ITranslator, Translator>();
services.TrackAiProviders();
await using var provider = services.BuildServiceProvider();
var tracker = provider.GetRequiredService<ITokenTracker>();

using (TrackingScope.Begin(project: "proj_1"))
{
    await provider.GetRequiredService<ISummarizer>().SummarizeAsync("of the library");
    await provider.GetRequiredService<ITranslator>().TranslateAsync("of this program");
    await new Translator().WithTokenTracking(tracker).TranslateAsync("wrapped by hand");
    await tracker.TrackAsync("translate_freely", () => new Translator().TranslateAsync("no decorator"), static result => result.Usage);
}

var stats = tracker.Track("proj_1", TokenUsage.FromInclusive(input: 5, output: 1), "gpt-4o");
Console.WriteLine(
    $"calls {stats.Calls}, tokens {stats.TotalTokens}, "
    + $"factory {LlmFactory.Create(tracker: tracker) is LlmAbstraction { TracksUsage: true }}");

[TrackAiUsage]
internal interface ITranslator
{
    Task<LlmResult> TranslateAsync(string text);
}

internal sealed class Translator : ITranslator
{
    public Task<LlmResult> TranslateAsync(string text)
        => Task.FromResult(
            new LlmResult { Text = text, Model = "gpt-4o", Provider = "openai", Usage = TokenUsage.FromInclusive(input: 100, output: 10) });
}
