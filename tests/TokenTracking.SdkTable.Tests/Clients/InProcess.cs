using System.Globalization;
using System.Runtime.CompilerServices;
using LLama;
using LLama.Abstractions;
using Microsoft.Extensions.AI;
using TokenTracking.SdkTable.Tests.Serving;
using TokenTracking.SdkTable.Tests.Table;

namespace TokenTracking.SdkTable.Tests.Clients;

/// <summary>Models in the process. Their native libraries and weights are not here: stand-ins implement the same interfaces.</summary>
internal static class InProcess
{
    private static readonly Situation[] Possible = [Situation.Plain, Situation.Streamed, Situation.Cancelled, Situation.Failed];

    public static IEnumerable<Sdk> All =>
    [
        new("`ILLamaExecutor.AsChatClient()`, stand-in for the executor", "LLamaSharp", "llama", "llama", static connection =>
            Tracked(new Executor(connection.Ledger).AsChatClient(), connection))
        {
            Tracked = "IChatClient", Situations = Possible,
            Losses =
            [
                new([Way.Decorator], [Situation.Plain, Situation.Streamed], ["Missing"],
                    "LLamaSharp states no tokens. `options.UsageEstimator` can estimate them from the lengths of the texts."),
            ],
        },
        new("`OnnxRuntimeGenAIChatClient`, stand-in", "Microsoft.ML.OnnxRuntimeGenAI", "onnx", "phi", static connection =>
            Tracked(new Generator(connection.Ledger), connection))
        {
            Tracked = "IChatClient", Situations = [.. Possible, Situation.Repeated],
        },
    ];

    private static ChatClientCalls Tracked(IChatClient client, Connection connection)
        => new(connection.DecoratesClient ? client.WithTokenTracking(connection.Tracker) : client);

    private static async Task<UsageDetails> CountsAsync(Ledger ledger, CancellationToken cancellationToken)
    {
        var answer = await ledger.AnswerAsync("local", "/local", "").WaitAsync(cancellationToken);
        if (answer is not { Status: 200 })
            throw new InvalidOperationException("The model failed.");
        var counts = System.Text.Encoding.UTF8.GetString(answer.Body).Split(',');
        return new UsageDetails
        {
            InputTokenCount = long.Parse(counts[0], CultureInfo.InvariantCulture),
            OutputTokenCount = long.Parse(counts[1], CultureInfo.InvariantCulture),
        };
    }

    private sealed class Executor(Ledger ledger) : ILLamaExecutor
    {
        public LLamaContext Context => null!;

        public bool IsMultiModal => false;

        public MtmdWeights? ClipModel => null;

        public List<LLama.Native.SafeMtmdEmbed> Embeds => [];

        public async IAsyncEnumerable<string> InferAsync(
            string text, IInferenceParams? inferenceParams = null, [EnumeratorCancellation] CancellationToken token = default)
        {
            await CountsAsync(ledger, token);
            yield return "hi";
        }
    }

    /// <summary>Answers with usage in its last update, as OnnxRuntimeGenAIChatClient does.</summary>
    private sealed class Generator(Ledger ledger) : IChatClient
    {
        public async Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
            => await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null,
            [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var usage = await CountsAsync(ledger, cancellationToken);
            yield return new ChatResponseUpdate(ChatRole.Assistant, "hi");
            yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(usage)]);
        }

        public object? GetService(Type serviceType, object? serviceKey = null)
            => serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("onnx", null, "phi") : null;

        public void Dispose()
        {
        }
    }
}
