using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Analyzers.Rules.TT1004;
using TokenTracking.Generators.Analyzers.Rules.TT2001;
using TokenTracking.Generators.Analyzers.Rules.TT2002;
using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Analyzers;

/// <summary>Tests as people write them: what stands there as a call and is none.</summary>
public class MockedCallsTests
{
    [Theory]
    [InlineData("client.GetResponseAsync(Arg.Any<IEnumerable<ChatMessage>>()).Returns(new ChatResponse());")]
    [InlineData("client.GetResponseAsync(default!, default, default).ReturnsForAnyArgs(new ChatResponse());")]
    [InlineData("await client.Received(1).GetResponseAsync(Arg.Any<IEnumerable<ChatMessage>>());")]
    [InlineData("await client.DidNotReceive().GetResponseAsync(Arg.Any<IEnumerable<ChatMessage>>());")]
    [InlineData("client.When(c => c.GetResponseAsync(Arg.Any<IEnumerable<ChatMessage>>())).Do(_ => { });")]
    [InlineData("var mock = Substitute.For<IChatClient>(); await mock.GetResponseAsync(\"hi\");")]
    [InlineData("await _mock.GetResponseAsync(\"hi\");")]
    [InlineData("await _fake.GetResponseAsync(\"hi\");")]
    [InlineData(
        "IChatClient fake = new FakeClient(); await fake.GetResponseAsync(\"hi\"); "
        + "await foreach (var u in fake.GetStreamingResponseAsync(\"hi\")) break;")]
    [InlineData(
        "using var http = new HttpClient(new FakeHandler()); await http.PostAsync(\"https://api.openai.com/v1/chat/completions\", null);")]
    [InlineData("await new FunctionInvokingChatClient(new FakeClient()).GetResponseAsync(\"hi\");")]
    [InlineData(
        "var fake = new FakeClient(); IChatClient tools = new FunctionInvokingChatClient(new FunctionInvokingChatClient(fake)); "
        + "await tools.GetResponseAsync(\"hi\");")]
    [InlineData("var built = new FakeClient().AsBuilder().UseFunctionInvocation().Build(); await built.GetResponseAsync(\"hi\");")]
    [InlineData("IChatClient tools = new FunctionInvokingChatClient(_fake); await tools.GetResponseAsync(\"hi\");")]
    [InlineData("System.Linq.Expressions.Expression<Func<IChatClient, object>> call = c => c.GetResponseAsync(\"hi\", null, default);")]
    [InlineData("await Made().GetResponseAsync(\"hi\");")]
    [InlineData("var tools = Wrapped(Made()); await tools.GetResponseAsync(\"hi\");")]
    [InlineData("await Chosen(true).GetResponseAsync(\"hi\");")]
    [InlineData("await Tools.GetResponseAsync(\"hi\");")]
    [InlineData("IChatClient Local() => new FunctionInvokingChatClient(new FakeClient()); await Local().GetResponseAsync(\"hi\");")]
    [InlineData("await (await Later()).GetResponseAsync(\"hi\");")]
    [InlineData("await Shared.Fakes.Chat().GetResponseAsync(\"hi\");")]
    [InlineData(
        "var s = new ServiceCollection(); s.AddSingleton<IChatClient>(new FakeClient()); "
        + "await s.BuildServiceProvider().GetRequiredService<IChatClient>().GetResponseAsync(\"hi\");")]
    [InlineData(
        "var s = new ServiceCollection(); s.AddSingleton<IChatClient, FakeClient>(); using var p = s.BuildServiceProvider(); "
        + "var c = p.GetService<IChatClient>()!; await c.GetResponseAsync(\"hi\");")]
    [InlineData(
        "var s = new ServiceCollection(); s.AddChatClient(new FakeClient()).UseFunctionInvocation(); "
        + "var c = s.BuildServiceProvider().GetRequiredService<IChatClient>(); await c.GetResponseAsync(\"hi\");")]
    [InlineData(
        "var s = new ServiceCollection(); s.AddScoped<FakeClient>(); "
        + "s.AddScoped<IChatClient>(p => new FunctionInvokingChatClient(p.GetRequiredService<FakeClient>())); "
        + "await s.BuildServiceProvider().CreateScope().ServiceProvider.GetRequiredService<IChatClient>().GetResponseAsync(\"hi\");")]
    [InlineData(
        "var s = new ServiceCollection(); s.AddKeyedSingleton<IChatClient>(\"a\", (p, k) => Substitute.For<IChatClient>()); "
        + "await s.BuildServiceProvider().GetRequiredKeyedService<IChatClient>(\"a\").GetResponseAsync(\"hi\");")]
    public Task What_a_test_sets_up_or_fakes_is_left_alone(string statement) => VerifyAsync(statement, "NSubstitute");

    [Theory]
    [InlineData("await {|TT2001:client.GetResponseAsync(\"hi\")|};")]
    [InlineData("await {|TT2001:new FunctionInvokingChatClient(client).GetResponseAsync(\"hi\")|};")]
    [InlineData("await {|TT2001:client.AsBuilder().UseFunctionInvocation().Build().GetResponseAsync(\"hi\")|};")]
    [InlineData("await {|TT2001:Wrapped(client).GetResponseAsync(\"hi\")|};")]
    [InlineData("await {|TT2001:Real(true).GetResponseAsync(\"hi\")|};")]
    [InlineData("var c = client; c = c is null ? new FakeClient() : c; await {|TT2001:c.GetResponseAsync(\"hi\")|};")]
    [InlineData("var c = client; c = c ?? new FakeClient(); await {|TT2001:c.GetResponseAsync(\"hi\")|};")]
    [InlineData("var c = client; while (c is null) { var d = c ?? client; c = d is null ? c : d; } "
        + "await {|TT2001:c.GetResponseAsync(\"hi\")|};")]
    [InlineData("await {|TT2001:Again(client, 3).GetResponseAsync(\"hi\")|};")]
    [InlineData("IChatClient Local() => new FunctionInvokingChatClient(client); await {|TT2001:Local().GetResponseAsync(\"hi\")|};")]
    [InlineData(
        "var s = new ServiceCollection(); s.AddSingleton<IChatClient>(client); "
        + "await {|TT2001:s.BuildServiceProvider().GetRequiredService<IChatClient>().GetResponseAsync(\"hi\")|};")]
    [InlineData(
        "var s = new ServiceCollection(); s.AddSingleton<IChatClient, FakeClient>(); s.AddKeyedSingleton<IChatClient>(\"a\", client); "
        + "await {|TT2001:s.BuildServiceProvider().GetRequiredKeyedService<IChatClient>(\"a\").GetResponseAsync(\"hi\")|};")]
    [InlineData(
        "await {|TT2001:new ServiceCollection().BuildServiceProvider().GetRequiredService<IChatClient>().GetResponseAsync(\"hi\")|};")]
    [InlineData("await {|TT2002:new HttpClient().PostAsync(\"https://api.openai.com/v1/chat/completions\", null)|};")]
    public Task What_a_test_calls_for_real_is_reported(string statement) => VerifyAsync(statement, "NSubstitute");

    private static Task VerifyAsync(string statement, params string[] packages)
    {
        var test = new AnalyzerTest(
            new DiagnosticAnalyzer[] { new UntrackedSdkCallAnalyzer(), new RawHttpCallAnalyzer(), new AbandonedStreamAnalyzer() })
        {
            References =
            [
                .. TestedProject.References,
                .. TestReferences.Named(["Microsoft.Extensions.AI.Abstractions", "Microsoft.Extensions.AI", .. packages]),
            ],
        };
        test.Sources.Add("Test.cs", $$"""
            using System.Net.Http;
            using System.Runtime.CompilerServices;
            using Microsoft.Extensions.AI;
            using Microsoft.Extensions.DependencyInjection;
            using NSubstitute;

            namespace Shared
            {
                static class Fakes { public static IChatClient Chat() => new FunctionInvokingChatClient(new FakeClient()); }
            }

            class Tests(IChatClient client)
            {
                private readonly IChatClient _mock = Substitute.For<IChatClient>();
                private readonly IChatClient _fake = new FakeClient();

                private static IChatClient Tools => new FunctionInvokingChatClient(new FakeClient());

                private static IChatClient Made()
                {
                    var fake = new FakeClient();
                    var tools = new FunctionInvokingChatClient(fake);
                    return tools;
                }

                private static IChatClient Wrapped(IChatClient inner) => new FunctionInvokingChatClient(inner);

                private static IChatClient Chosen(bool tools)
                    => tools ? new FunctionInvokingChatClient(new FakeClient()) : new FakeClient();

                private static async Task<IChatClient> Later() { await Task.Yield(); return new FakeClient(); }

                private static IChatClient Again(IChatClient inner, int times)
                    => times == 0 ? inner : times == 1 ? Again(inner, 0) : Again(new FunctionInvokingChatClient(inner), times - 1);

                private IChatClient Real(bool real) { if (real) return client; return new FakeClient(); }

                async Task Test() { {{statement}} await Task.Yield(); Console.Write($"{client}{_mock}{_fake}"); }
            }

            sealed class FakeHandler : HttpMessageHandler
            {
                protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
                    => Task.FromResult(new HttpResponseMessage());
            }

            sealed class FakeClient : IChatClient
            {
                public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null,
                    CancellationToken cancellationToken = default) => Task.FromResult(new ChatResponse());

                public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
                    IEnumerable<ChatMessage> messages, ChatOptions? options = null,
                    [EnumeratorCancellation] CancellationToken cancellationToken = default)
                {
                    await Task.Yield();
                    yield return new ChatResponseUpdate();
                }

                public object? GetService(Type serviceType, object? serviceKey = null) => null;

                public void Dispose() { }
            }
            """);
        return test.RunAsync();
    }
}
