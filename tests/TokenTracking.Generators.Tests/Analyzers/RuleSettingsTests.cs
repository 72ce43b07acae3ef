using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Analyzers.Rules.TT1001;
using TokenTracking.Generators.Analyzers.Rules.TT2001;
using TokenTracking.Generators.Analyzers.Rules.TT2002;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Analyzers;

/// <summary>What a team says of its own code in .editorconfig.</summary>
public class RuleSettingsTests
{
    [Fact]
    public Task A_host_of_ones_own_is_an_LLM() => VerifyAsync(
        new RawHttpCallAnalyzer(), ("token_tracking.llm_hosts", "llm.acme.example, /internal/ask"), """
        using System.Net.Http;

        class C(HttpClient http)
        {
            Task Ask() => [|http.PostAsync("https://llm.acme.example/v2/think", null)|];

            Task AskInside() => [|http.PostAsync("/internal/ask", null)|];

            Task Other() => http.PostAsync("https://acme.example/v2/think", null);
        }
        """);

    [Fact]
    public Task A_method_of_ones_own_is_a_billed_call() => VerifyAsync(
        new UntrackedSdkCallAnalyzer(), ("token_tracking.billed_methods", "Vendor.Client.Ask,Vendor.Missing.Method, nonsense"), """
        namespace Vendor
        {
            public class Client
            {
                public Task<string> AskAsync(string text) => Task.FromResult(text);
                public string Ask(string text) => text;
                public string Name => "";
            }
        }

        class C(Vendor.Client client, TokenTracking.ITokenTracker tracker)
        {
            async Task<string> Ask() => await [|client.AskAsync("hi")|] + [|client.Ask("hi")|] + client.Name;

            Task<string> AskTracked() => tracker.TrackAsync("ask", () => client.AskAsync("hi"), _ => default);
        }
        """);

    [Theory]
    [InlineData("Measure")]
    [InlineData("Metering.Measure")]
    [InlineData("Acme.Billing.Metering.Measure")]
    public Task A_method_of_ones_own_tracks(string name) => VerifyAsync(
        new UntrackedConstructionAnalyzer(), ("token_tracking.tracking_methods", name), """
        using Acme;
        using TokenTracking;
        using TokenTracking.Providers;

        namespace Acme.Billing
        {
            public static class Metering
            {
                public static ILlmProvider Measure(ILlmProvider provider) => provider;
                public static ILlmProvider Bare(ILlmProvider provider) => provider;
            }
        }

        class C
        {
            ILlmProvider Make() => Acme.Billing.Metering.Measure(new AcmeProvider());

            ILlmProvider MakeBare() => Acme.Billing.Metering.Bare([|new AcmeProvider()|]);
        }
        """);

    [Fact]
    public Task A_call_inside_of_a_method_that_tracks_is_left_alone() => VerifyAsync(
        new RawHttpCallAnalyzer(), ("token_tracking.tracking_methods", "Metering.RunAsync"), """
        using System.Net.Http;

        static class Metering { public static Task<T> RunAsync<T>(Func<Task<T>> call) => call(); }

        class C(HttpClient http)
        {
            Task Ask() => Metering.RunAsync(() => http.PostAsync("https://api.openai.com/v1/chat/completions", null));

            Task AskBare() => [|http.PostAsync("https://api.openai.com/v1/chat/completions", null)|];
        }
        """);

    private static Task VerifyAsync(DiagnosticAnalyzer analyzer, (string Key, string Value) option, string source)
    {
        var test = new AnalyzerTest(analyzer) { Options = ImmutableDictionary<string, string>.Empty.Add(option.Key, option.Value) };
        test.Sources.Add("Test.cs", source);
        return test.RunAsync();
    }
}
