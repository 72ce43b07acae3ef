using System.Runtime.CompilerServices;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests;

/// <summary>Generated decorators as text: what a change of the generator changes in the code of its users is seen in review.</summary>
public sealed class SnapshotTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using TokenTracking;


        """;

    private const string Head = Usings + """
        namespace Demo;


        """;

    private const string Planner = """
        [TrackAiUsage]
        public interface IPlanner
        {
            string Name { get; }

            Task<LlmResult> PlanAsync(string model, string goal);
        }
        """;

    [Fact]
    public Task A_plain_interface() => SnapshotTest.VerifyAsync("Plain", Head + Planner);

    [Fact]
    public Task A_stream() => SnapshotTest.VerifyAsync("Streaming", Head + """
        public sealed record Usage(int InputTokens, int OutputTokens, int CacheReadInputTokens);

        public sealed record Piece(string Text, string? Model, Usage? Usage);

        [TrackAiUsage(Provider = "acme")]
        public interface INarrator
        {
            IAsyncEnumerable<Piece> TellAsync(string topic, int maxTokens, CancellationToken cancellationToken = default);

            IEnumerable<Piece> Tell(ReadOnlySpan<char> topic);
        }
        """);

    [Fact]
    public Task A_generic_interface() => SnapshotTest.VerifyAsync("Generic", Head + """
        public sealed record Answer<T>(T Value, TokenUsage? Usage);

        [TrackAiUsage]
        public interface IExtractor<TContext>
            where TContext : class, new()
        {
            Task<Answer<T>> ExtractAsync<T>(TContext context, [UsageTag("task")] string id)
                where T : notnull;
        }
        """);

    [Fact]
    public Task Services_that_an_interface_returns() => SnapshotTest.VerifyAsync("ChildServices", Head + """
        [TrackAiUsage]
        public interface IClient : IDisposable
        {
            IMessages Messages { get; }

            bool TryFind(string name, out IMessages? messages);

            IClient WithOptions(string region);
        }

        public interface IMessages
        {
            Task<LlmResult> CreateAsync(string model);

            IClient Client { get; }
        }
        """);

    [Fact]
    public Task A_class() => SnapshotTest.VerifyAsync("Class", Usings + """
        [assembly: TrackAiUsage(typeof(Demo.ChatClient))]

        namespace Demo;

        public sealed class ChatOptions
        {
            public Uri? Endpoint { get; set; }
        }

        public class ChatClient(string model, ChatOptions options)
        {
            public string Model { get; } = model;

            public Uri? Endpoint { get; } = options.Endpoint;

            public virtual Task<LlmResult> CompleteAsync(string prompt, CancellationToken cancellationToken = default)
                => Task.FromResult(Complete(prompt));

            public virtual LlmResult Complete(string prompt) => new() { Text = prompt };
        }
        """);

    [Fact]
    public Task A_value_task_with_the_step_before_the_call() => SnapshotTest.VerifyAsync("ValueTask", Head + """
        [TrackAiUsage]
        public interface ILookup
        {
            [AiOperation("look_up")]
            ValueTask<LlmResult> FindAsync(string text, CancellationToken cancellationToken = default);

            ValueTask<LlmResult> CutAsync(ReadOnlySpan<char> text);
        }
        """);

    [Fact]
    public async Task The_documentation_shows_the_plain_one_as_it_is()
    {
        var folder = Path.GetDirectoryName(ThisFile())!;
        var generated = await File.ReadAllTextAsync(Path.Combine(folder, "Snapshots", "Plain", "Demo.IPlanner.g.cs.txt"));

        var page = await File.ReadAllTextAsync(Path.Combine(folder, "..", "..", "docs", "generator.md"));

        Assert.Contains(Planner, page, StringComparison.Ordinal);
        Assert.Contains(generated.Trim(), page, StringComparison.Ordinal);
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
