using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI.Responses;
using TokenTracking.SdkTable.Tests.Table;

namespace TokenTracking.SdkTable.Tests.Clients;

/// <summary>OpenAI's Responses API.</summary>
internal static class OpenAIResponses
{
    public static Sdk Sdk { get; } = new("`ResponsesClient`", "OpenAI", "openai", "o4-mini-2025-04-16", Create)
    {
        Tracked = "ResponsesClient",
        Adapter = "AsIChatClient(model)",
        Transport = OpenAIChat.Transport,
    };

    private static Conversation Create(Connection connection)
    {
        var client = new ResponsesClient(new ApiKeyCredential("none"), new ResponsesClientOptions
        {
            Transport = new HttpClientPipelineTransport(connection.Http),
            RetryPolicy = new OpenAIChat.AtOnce(),
        });
        if (connection.DecoratesClient)
            client = client.WithTokenTracking(connection.Tracker);
        if (!connection.UsesAdapter)
            return new Own(client);
        var adapter = client.AsIChatClient("o4-mini");
        return new ChatClientCalls(connection.DecoratesAdapter ? adapter.WithTokenTracking(connection.Tracker) : adapter);
    }

    private sealed class Own(ResponsesClient client) : Conversation
    {
        public override Task AskAsync(CancellationToken cancellationToken)
            => client.CreateResponseAsync(Options(ResponseItem.CreateUserMessageItem("hello")), cancellationToken);

        public override async Task StreamAsync(bool leaves, CancellationToken cancellationToken)
        {
            var options = Options(ResponseItem.CreateUserMessageItem("hello"));
            options.StreamingEnabled = true;
            await client.CreateResponseStreamingAsync(options, cancellationToken).ReadAsync(leaves);
        }

        public override async Task UseToolAsync(CancellationToken cancellationToken)
        {
            var question = ResponseItem.CreateUserMessageItem("hello");
            ResponseResult first = await client.CreateResponseAsync(Options(question), cancellationToken);
            var call = first.OutputItems.OfType<FunctionCallResponseItem>().Single();
            await client.CreateResponseAsync(
                Options(question, call, ResponseItem.CreateFunctionCallOutputItem(call.CallId, "sunny")), cancellationToken);
        }

        private static CreateResponseOptions Options(params ResponseItem[] items)
        {
            var options = new CreateResponseOptions { Model = "o4-mini" };
            foreach (var item in items)
                options.InputItems.Add(item);
            return options;
        }
    }
}
