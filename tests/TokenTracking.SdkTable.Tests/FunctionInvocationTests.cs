using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using OpenAI.Responses;
using TokenTracking.SdkTable.Tests.Clients;
using TokenTracking.SdkTable.Tests.Serving;
using TokenTracking.SdkTable.Tests.Table;
using TokenTracking.Testing;

namespace TokenTracking.SdkTable.Tests;

/// <summary>
/// Functions that Microsoft.Extensions.AI calls within a call, above and below what tracks: the records are the billed requests, or one
/// record is their sum, and says that it is an estimate.
/// </summary>
public sealed class FunctionInvocationTests
{
    // From the outermost layer to the innermost.
    private static readonly string[] Pipelines =
    [
        "tools tracked chat", "tracked tools chat", "tracked tools tracked chat", "tools tracked tracked chat",
        "tracked tracked tools chat",
        "tools tracked-chat", "tracked tools tracked-chat", "tools tracked tracked-chat",
        "tools tracked responses", "tracked tools responses", "tools tracked-responses", "tracked tools tracked-responses",
        "tracked logging tools logging chat", "tools logging tracked logging chat", "tracked tools reducing tracked-chat",
        "step tools chat", "tools step chat", "tracked tools step chat",
    ];

    public static TheoryData<string, bool, bool> Cases()
    {
        var cases = new TheoryData<string, bool, bool>();
        foreach (var pipeline in Pipelines)
        {
            cases.Add(pipeline, false, false);
            cases.Add(pipeline, false, true);
            cases.Add(pipeline, true, false);
            cases.Add(pipeline, true, true);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_records_are_the_billed_requests_or_their_sum_as_an_estimate(string pipeline, bool hasHandler, bool isStreamed)
    {
        foreach (var rounds in (int[])[0, 1, 3])
        {
            var tracker = new RecordingTracker();
            using var ledger = new Ledger(Situation.Tools, ModelOf(pipeline)) { ToolRounds = rounds };
            using var connection = new Connection(hasHandler ? Way.Handler : Way.Decorator, ledger, tracker, sdkRepeats: true);
            using var client = Create(pipeline, connection);

            await AskAsync(client, isStreamed);

            Assert.Equal(rounds + 1, ledger.Billed.Count);
            AssertRecords(tracker, ledger, sees: hasHandler || SeesRequests(pipeline));
        }
    }

    private static void AssertRecords(RecordingTracker tracker, Ledger ledger, bool sees)
    {
        var recorded = tracker.Records.Select(static record => Tokens.Of(record.Usage)).ToList();
        if (sees)
        {
            Assert.Equal(ledger.Billed, recorded);
            Assert.All(tracker.Records, static record => Assert.Equal(UsageCompleteness.Complete, record.Completeness));
            Assert.All(tracker.Records, static record => Assert.Equal(CallOutcome.Succeeded, record.Outcome));
            return;
        }

        var only = Assert.Single(tracker.Records);
        Assert.Equal(ledger.Billed.Aggregate(default(Tokens), static (sum, tokens) => sum + tokens), recorded[0]);
        Assert.Equal(UsageCompleteness.Estimated, only.Completeness);
        Assert.Contains("sum of their tokens", only.Metadata!["token_tracking.note"], StringComparison.Ordinal);
    }

    // What tracks below the tools sees each request.
    private static bool SeesRequests(string pipeline)
        => pipeline[pipeline.IndexOf("tools", StringComparison.Ordinal)..] is var below
            && (below.Contains("tracked", StringComparison.Ordinal) || below.Contains("step", StringComparison.Ordinal));

    private static string ModelOf(string pipeline)
        => pipeline.EndsWith("responses", StringComparison.Ordinal) ? "o4-mini-2025-04-16" : "gpt-4o-2024-08-06";

    private static IChatClient Create(string pipeline, Connection connection)
    {
        var layers = pipeline.Split(' ');
        var client = Innermost(layers[^1], connection);
        foreach (var layer in layers[..^1].Reverse())
        {
            client = layer switch
            {
                "tracked" => client.WithTokenTracking(connection.Tracker),
                "step" => client.AsBuilder().UseTokenTracking(connection.Tracker).Build(),
                "logging" => new LoggingChatClient(client, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance),
                "reducing" => client.AsBuilder().ConfigureOptions(static options => options.MaxOutputTokens = 100).Build(),
                _ => client.AsBuilder().UseFunctionInvocation().Build(),
            };
        }

        return client;
    }

    private static IChatClient Innermost(string name, Connection connection)
    {
        var key = new ApiKeyCredential("none");
        if (name.EndsWith("responses", StringComparison.Ordinal))
        {
            var responses = new ResponsesClient(
                key, new ResponsesClientOptions { Transport = new HttpClientPipelineTransport(connection.Http) });
            return (name == "responses" ? responses : responses.WithTokenTracking(connection.Tracker)).AsIChatClient("o4-mini");
        }

        var chat = new ChatClient("gpt-4o", key, OpenAIChat.Options(connection.Http));
        return (name == "chat" ? chat : chat.WithTokenTracking(connection.Tracker)).AsIChatClient();
    }

    private static Task AskAsync(IChatClient client, bool isStreamed)
    {
        var options = new ChatOptions { Tools = [ChatClientCalls.Weather] };
        return isStreamed
            ? client.GetStreamingResponseAsync("hello", options).ReadAsync(leaves: false)
            : client.GetResponseAsync("hello", options);
    }
}
