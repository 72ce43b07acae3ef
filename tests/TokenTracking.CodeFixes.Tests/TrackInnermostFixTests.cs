using TokenTracking.CodeFixes.TT1005;
using Verify = TokenTracking.Testing.CSharpCodeFixVerifier<
    TokenTracking.Generators.Analyzers.Rules.TT1005.TrackedTwiceAnalyzer, TokenTracking.CodeFixes.TT1005.TrackedTwiceCodeFixProvider>;

namespace TokenTracking.CodeFixes.Tests;

/// <summary>TT1005 around a middleware: tracking moves next to the provider.</summary>
public class TrackInnermostFixTests
{
    [Theory]
    [InlineData(
        "[|services.AddKeyedChatClient(\"a\", chat)|].UseFunctionInvocation(); services.TrackAiProviders();",
        "services.AddKeyedChatClient(\"a\", chat).UseFunctionInvocation().UseTokenTracking(); services.TrackAiProviders();")]
    [InlineData(
        "var b = [|services.AddKeyedChatClient(\"a\", chat)|]; b.UseFunctionInvocation(); b.UseLogging(); services.TrackAiProviders();",
        "var b = services.AddKeyedChatClient(\"a\", chat); b.UseFunctionInvocation(); b.UseLogging().UseTokenTracking(); "
        + "services.TrackAiProviders();")]
    [InlineData(
        "[|services.AddKeyedChatClient(\"a\", chat)|].UseDefaults(); services.TrackAiProviders();",
        "services.AddKeyedChatClient(\"a\", chat).UseDefaults().UseTokenTracking(); services.TrackAiProviders();")]
    [InlineData(
        "[|services.AddKeyedEmbeddingGenerator(\"a\", embeddings)|].UseDistributedCache(); services.TrackAiProviders();",
        "services.AddKeyedEmbeddingGenerator(\"a\", embeddings).UseDistributedCache().UseTokenTracking(); services.TrackAiProviders();")]
    [InlineData(
        "var b = services.AddChatClient(chat); services.TrackAiProviders(); [|b.UseFunctionInvocation()|];",
        "var b = services.AddChatClient(chat); services.TrackAiProviders(); b.UseFunctionInvocation().UseTokenTracking();")]
    public Task The_step_is_added_to_the_builder_of_a_registration(string before, string after) => VerifyAsync(before, after);

    [Theory]
    [InlineData(
        "[|services.AddSingleton<IChatClient>(sp => new ChatClientBuilder(chat).UseFunctionInvocation().Build(sp))|]; "
        + "services.TrackAiProviders();",
        "services.AddSingleton<IChatClient>(sp => new ChatClientBuilder(chat).UseFunctionInvocation().UseTokenTracking().Build(sp)); "
        + "services.TrackAiProviders();")]
    [InlineData(
        "[|services.AddScoped<IChatClient>(sp => { var b = chat.AsBuilder(); b.UseFunctionInvocation(); return b.Build(sp); })|]; "
        + "services.TrackAiProviders();",
        "services.AddScoped<IChatClient>(sp => { var b = chat.AsBuilder(); b.UseFunctionInvocation(); return "
        + "b.UseTokenTracking().Build(sp); }); services.TrackAiProviders();")]
    [InlineData(
        "[|services.AddSingleton<IChatClient>(sp => chat.AsBuilder().UseFunctionInvocation().Build())|]; services.TrackAiProviders();",
        "services.AddSingleton<IChatClient>(sp => chat.AsBuilder().UseFunctionInvocation().UseTokenTracking(t).Build()); "
        + "services.TrackAiProviders();")]
    [InlineData(
        "[|services.AddSingleton<IChatClient>(sp => new FunctionInvokingChatClient(chat))|]; services.TrackAiProviders();",
        "services.AddSingleton<IChatClient>(sp => new FunctionInvokingChatClient(chat.WithTokenTracking(t))); "
        + "services.TrackAiProviders();")]
    [InlineData(
        "[|services.AddChatClient(sp => new FunctionInvokingChatClient(chat))|]; services.TrackAiProviders();",
        "services.AddChatClient(sp => new FunctionInvokingChatClient(chat.WithTokenTracking(t))); services.TrackAiProviders();")]
    [InlineData(
        "[|services.AddSingleton<IChatClient>(Make)|]; services.TrackAiProviders();",
        "services.AddSingleton<IChatClient>(Make); services.TrackAiProviders();", "UseFunctionInvocation()",
        "UseFunctionInvocation().UseTokenTracking()")]
    public Task The_step_is_added_where_a_factory_builds(string before, string after, string made = "", string madeAfter = "")
        => VerifyAsync(before, after, made, madeAfter);

    [Theory]
    [InlineData(
        "[|chat.AsBuilder().UseTokenTracking(t)|].UseLogging().UseFunctionInvocation().Build();",
        "chat.AsBuilder().UseLogging().UseFunctionInvocation().UseTokenTracking(t).Build();")]
    [InlineData(
        "var b = chat.AsBuilder(); [|b.UseTokenTracking(t)|]; b.UseFunctionInvocation(); b.Build();",
        "var b = chat.AsBuilder(); b.UseFunctionInvocation().UseTokenTracking(t); b.Build();")]
    [InlineData(
        "var b = chat.AsBuilder(); b = [|b.UseTokenTracking(t)|]; b.UseFunctionInvocation(); b.Build();",
        "var b = chat.AsBuilder(); b.UseFunctionInvocation().UseTokenTracking(t); b.Build();")]
    [InlineData(
        "chat.AsBuilder().Use(inner => [|inner.WithTokenTracking(t)|]).UseFunctionInvocation().Build();",
        "chat.AsBuilder().UseFunctionInvocation().Use(inner => inner.WithTokenTracking(t)).Build();")]
    [InlineData(
        "_ = [|chat.AsBuilder().UseFunctionInvocation().Build().WithTokenTracking(t)|];",
        "_ = chat.AsBuilder().UseFunctionInvocation().UseTokenTracking(t).Build();")]
    [InlineData(
        "var c = chat.AsBuilder().UseFunctionInvocation().Build(); _ = [|c.WithTokenTracking(t)|];",
        "var c = chat.AsBuilder().UseFunctionInvocation().UseTokenTracking(t).Build(); _ = c;")]
    [InlineData(
        "_ = [|new FunctionInvokingChatClient(chat).WithTokenTracking(t)|];",
        "_ = new FunctionInvokingChatClient(chat.WithTokenTracking(t));")]
    public Task Tracking_moves_to_the_provider(string before, string after) => VerifyAsync(before, after);

    [Fact]
    public Task A_chain_with_a_step_on_each_line_goes_on_in_the_same_way() => VerifyAsync(
        """
        [|services.AddKeyedChatClient("a", chat)|]
                    .UseLogging()
                    .UseFunctionInvocation();
                services.TrackAiProviders();
        """,
        """
        services.AddKeyedChatClient("a", chat)
                    .UseLogging()
                    .UseFunctionInvocation()
                    .UseTokenTracking();
                services.TrackAiProviders();
        """);

    [Theory]
    [InlineData(
        "var b = [|services.AddKeyedChatClient(\"a\", chat)|]; if (t.IsEnabled) { b.UseFunctionInvocation(); } "
        + "services.TrackAiProviders();")]
    [InlineData("var b = [|chat.AsBuilder().UseTokenTracking(t)|]; while (t.IsEnabled) { b.UseFunctionInvocation(); }")]
    public Task It_is_not_offered_if_the_last_step_may_not_run(string body)
        => Verify.VerifyNoFixAsync(Source(body), TrackedTwiceCodeFixProvider.TrackInnermostKey);

    private static Task VerifyAsync(string before, string after, string made = "", string madeAfter = "")
        => Verify.VerifyCodeFixAsync(
            Source(before), TrackedTwiceCodeFixProvider.TrackInnermostKey,
            made.Length == 0
                ? Source(after)
                : Source(after).Replace($"{made}.Build(sp)", $"{madeAfter}.Build(sp)", StringComparison.Ordinal));

    private static string Source(string body) => $$"""
        using System;
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.DependencyInjection;
        using TokenTracking;

        [assembly: TrackAiUsage(typeof(IChatClient))]
        [assembly: TrackAiUsage(typeof(IEmbeddingGenerator<,>))]

        class C(IChatClient chat, IEmbeddingGenerator<string, Embedding<float>> embeddings, ITokenTracker t)
        {
            void M(IServiceCollection services)
            {
                {{body}}
            }

            IChatClient Make(IServiceProvider sp) => chat.AsBuilder().UseFunctionInvocation().Build(sp);
        }

        static class Defaults
        {
            public static ChatClientBuilder UseDefaults(this ChatClientBuilder builder) => builder.UseLogging().UseFunctionInvocation();
        }
        """;
}
