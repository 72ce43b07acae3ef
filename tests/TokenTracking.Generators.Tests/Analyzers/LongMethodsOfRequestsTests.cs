using System.Diagnostics;
using System.Text;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Analyzers.Rules.TT1001;
using TokenTracking.Generators.Analyzers.Rules.TT2002;
using TokenTracking.Testing;
using Xunit;

namespace TokenTracking.Generators.Tests.Analyzers;

/// <summary>Methods of 400 statements: the rules look at each statement a few times, not at all statements for each.</summary>
public class LongMethodsOfRequestsTests
{
    private const int Statements = 400;

    // A guard against a hang on a machine of any load; what it takes is measured by the benchmark (--methods).
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("if (c) url += \"/a\"; await http.PostAsync(url, null);")]
    [InlineData("url = c ? \"https://shop.example.com/\" + url : url; await http.PostAsync(url, null);")]
    [InlineData("var u# = c ? u@ + \"/a\" : u@; await http.PostAsync(u#, null);")]
    [InlineData("if (c) { await Post(url + \"#\"); } else { url = host + \"/#\"; }")]
    [InlineData("await http.PostAsync(\"orders/#\", null);")]
    [InlineData("if (n == #) { using var r# = new HttpRequestMessage(HttpMethod.Post, url); await http.SendAsync(r#); }")]
    public Task Requests_with_branches_between_them(string statement) => Verify(new RawHttpCallAnalyzer(), statement);

    [Theory]
    [InlineData("var p# = new LlmAbstraction(); if (c) All.Add(p#.WithTokenTracking(t));")]
    [InlineData("bare.Add(new LlmAbstraction()); foreach (var p in bare) All.Add(p.WithTokenTracking(t));")]
    [InlineData("llm = new LlmAbstraction(); if (c) { llm = llm.WithTokenTracking(t); All.Add(llm); }")]
    [InlineData("var q# = c ? q@ : new LlmAbstraction(); All.Add(q#.WithTokenTracking(t));")]
    public Task Constructions_with_branches_between_them(string statement) => Verify(new UntrackedConstructionAnalyzer(), statement);

    private static async Task Verify(DiagnosticAnalyzer analyzer, string statement)
    {
        var code = new StringBuilder();
        for (var i = 1; i <= Statements; i++)
            code.AppendLine(statement.Replace("#", $"{i}", StringComparison.Ordinal).Replace("@", $"{i - 1}", StringComparison.Ordinal));
        var test = new AnalyzerTest(analyzer);
        test.Sources.Add("Test.cs", $$"""
            using Acme;
            using System.Net.Http;
            using TokenTracking;
            using TokenTracking.Providers;

            class C(HttpClient http, ITokenTracker t)
            {
                public List<ILlmProvider> All { get; } = [];

                Task Post(string path) => http.PostAsync(path, null);

                public async Task M(string host, bool c, int n)
                {
                    var url = host;
                    var u0 = host;
                    var bare = new List<ILlmProvider>();
                    ILlmProvider llm = new LlmAbstraction().WithTokenTracking(t), q0 = llm;
                    {{code}}
                    await Task.Yield();
                }
            }
            """);
        var watch = Stopwatch.StartNew();
        await test.RunAsync();
        Assert.True(watch.Elapsed < Limit, $"{statement}: {watch.Elapsed}");
    }
}
