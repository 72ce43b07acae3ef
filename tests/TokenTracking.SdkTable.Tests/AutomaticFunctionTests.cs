using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using TokenTracking.SdkTable.Tests.Clients;
using TokenTracking.SdkTable.Tests.Serving;
using TokenTracking.SdkTable.Tests.Table;
using TokenTracking.Testing;

namespace TokenTracking.SdkTable.Tests;

/// <summary>Functions that Semantic Kernel calls within a call of its chat service: the requests of all rounds are counted.</summary>
public sealed class AutomaticFunctionTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_requests_of_all_rounds_are_added_up(bool isStreamed)
    {
        var history = new ChatHistory("hello");

        var (record, billed) = await CallAsync(service => isStreamed
            ? service.GetStreamingChatMessageContentsAsync(history, Automatic(), Sky()).ReadAsync(leaves: false)
            : service.GetChatMessageContentsAsync(history, Automatic(), Sky()));

        Assert.Equal(billed, Tokens.Of(record.Usage));
        Assert.Equal(2, record.Parts?.Count);
        Assert.Equal((CallOutcome.Succeeded, UsageCompleteness.Complete), (record.Outcome, record.Completeness));
    }

    [Fact]
    public async Task Messages_that_were_there_before_are_of_other_calls()
    {
        var history = new ChatHistory("hello");
        await CallAsync(service => service.GetChatMessageContentsAsync(history, Automatic(), Sky()));

        var (record, billed) = await CallAsync(service => service.GetChatMessageContentsAsync(history, Automatic(), Sky()));

        Assert.Equal(billed, Tokens.Of(record.Usage));
    }

    [Fact]
    public async Task A_filter_that_ends_the_rounds_leaves_the_requests_before_it()
    {
        var kernel = Sky();
        kernel.AutoFunctionInvocationFilters.Add(new Ending());

        var (record, billed) = await CallAsync(
            service => service.GetChatMessageContentsAsync(new ChatHistory("hello"), Automatic(), kernel));

        Assert.Equal(billed, Tokens.Of(record.Usage));
    }

    [Fact]
    public async Task Several_tasks_in_one_history_are_counted_apart_or_marked()
    {
        var history = new ChatHistory("hello");
        history.AddAssistantMessage("before");

        var (record, billed) = await CallAsync(
            service => service.GetChatMessageContentsAsync(history, Automatic(), Sky()));

        Assert.Equal(billed, Tokens.Of(record.Usage));
        Assert.Equal(UsageCompleteness.Complete, record.Completeness);
    }

    private static async Task<(UsageRecord Record, Tokens Billed)> CallAsync(Func<IChatCompletionService, Task> call)
    {
        var tracker = new RecordingTracker();
        using var ledger = new Ledger(Situation.Tools, "gpt-4o-2024-08-06");
        using var connection = new Connection(Way.Decorator, ledger, tracker, sdkRepeats: true);
        IChatCompletionService service = new OpenAIChatCompletionService("gpt-4o", "none", httpClient: connection.Http);
        await call(service.WithTokenTracking(tracker));
        return (Assert.Single(tracker.Records), ledger.Billed.Aggregate(default(Tokens), static (sum, item) => sum + item));
    }

    private static Kernel Sky()
    {
        var kernel = new Kernel();
        kernel.Plugins.AddFromFunctions("sky", [KernelFunctionFactory.CreateFromMethod(static () => "sunny", "weather")]);
        return kernel;
    }

    private static OpenAIPromptExecutionSettings Automatic() => new() { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() };

    private sealed class Ending : IAutoFunctionInvocationFilter
    {
        public async Task OnAutoFunctionInvocationAsync(
            AutoFunctionInvocationContext context, Func<AutoFunctionInvocationContext, Task> next)
        {
            await next(context);
            context.Terminate = true;
        }
    }
}
