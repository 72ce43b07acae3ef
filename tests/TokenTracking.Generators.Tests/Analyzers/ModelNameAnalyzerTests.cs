using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Analyzers.Rules.TT30xx;
using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;
using Verify = TokenTracking.Testing.CSharpAnalyzerVerifier<TokenTracking.Generators.Analyzers.Rules.TT30xx.ModelNameAnalyzer>;

namespace TokenTracking.Generators.Tests.Analyzers;

public class ModelNameAnalyzerTests
{
    private const string Usings = """
        using Acme;
        using TokenTracking;
        using TokenTracking.Providers;

        """;

    [Theory]
    [InlineData("new LlmRequest { Prompt = \"a\", Model = {|TT3001:\"claude-sonet-4-5\"|} }")]
    [InlineData("r with { Model = {|TT3001:\"gtp-4o\"|} }")]
    [InlineData("t.Track(\"p\", default, {|TT3001:\"gpt-99\"|})")]
    [InlineData("new Mine({|TT3001:\"gpt-99\"|})")]
    [InlineData("t.Track(\"p\", default, {|TT3001:\"gpt-4o,gpt-99\"|})")]
    [InlineData("new Settings { ChatModel = {|TT3002:\"gpt-4o; claude-3-opus-20240229\"|} }")]
    [InlineData("new Settings { ChatModel = {|TT3001:\"gpt-99 gpt-4o\"|} }")]
    [InlineData("new LlmRequest { Prompt = \"a\", Model = {|TT3002:\"claude-3-opus-20240229\"|} }")]
    [InlineData("new LlmRequest { Prompt = \"a\", Model = {|TT3003:\"search_api\"|} }")]
    [InlineData("new LlmRequest { Prompt = \"a\", Model = {|TT3004:\"claude-3-7-sonnet-latest\"|} }")]
    [InlineData("new LlmRequest { Prompt = \"a\", Model = {|TT3001:{|TT3004:\"gpt-5-mini-latest\"|}|} }")]
    [InlineData("t.Track(\"p\", default, {|TT3001:\"sonarr\"|})")]
    [InlineData("t.Track(\"p\", default, {|TT3001:\"house-3\"|})")]
    [InlineData("new Settings { ChatModel = {|TT3001:\"cluade-opus-4-5\"|} }")]
    [InlineData("new { model = {|TT3004:\"grok-4-latest\"|}, temperature = 0 }")]
    [InlineData("new Dictionary<string, object> { [\"model\"] = {|TT3001:\"gpt-99\"|} }")]
    [InlineData("new Dictionary<string, string> { { \"model\", {|TT3001:\"gpt-99\"|} } }")]
    [InlineData("new KeyValuePair<string, string>(\"model\", {|TT3002:\"claude-3-opus-20240229\"|})")]
    [InlineData("\"{ \\\"model\\\": \\\"{|TT3001:gpt-99|}\\\", \\\"messages\\\": [] }\"")]
    [InlineData("new LlmRequest { Prompt = \"a\", Model = r.Model ?? {|TT3001:\"gpt-99\"|} }")]
    [InlineData("new LlmRequest { Prompt = \"a\", Model = r.Model is null ? {|TT3001:\"gpt-99\"|} : \"gpt-4o\" }")]
    [InlineData("new LlmRequest { Prompt = \"a\", Model = r.Prompt switch { \"a\" => \"gpt-4o\", _ => {|TT3001:\"gpt-99\"|} } }")]
    [InlineData("new Settings { ChatModel = {|TT3001:\"gpt-99\"|} }")]
    public Task A_model_to_look_at_is_reported(string expression) => Verify.VerifyAnalyzerAsync(Source(expression));

    [Theory]
    [InlineData("new LlmRequest { Prompt = \"a\", Model = \"gpt-4o\" }")]
    [InlineData("new Settings { ChatModel = \"gpt-4o,gpt-4o-mini\" }")]
    [InlineData("t.Track(\"p\", default, \"gpt-4o, gpt-4o-mini\")")]
    [InlineData("new Settings { ChatModel = \"gpt-4o;gpt-4o-mini;\" }")]
    [InlineData("new Settings { ChatModel = \"gpt-4o|claude-opus-4-5\" }")]
    [InlineData("new Settings { ChatModel = \"gpt-4o gpt-4o-mini\" }")]
    [InlineData("new Settings { ChatModel = \"[\\\"gpt-4o\\\", \\\"gpt-4o-mini\\\"]\" }")]
    [InlineData("new LlmRequest { Prompt = \"a\", Model = \"gpt-4o-2024-08-06\" }")]
    [InlineData("new LlmRequest { Prompt = \"a\", Model = \"ft:gpt-4o-2024-08-06:acme::id\" }")]
    [InlineData("new LlmRequest { Prompt = \"a\", Model = \"llama3:8b\" }")]
    [InlineData("new LlmRequest { Prompt = \"gpt-99\", Model = null }")]
    [InlineData("new Car { Model = \"Golf\" }")]
    [InlineData("new MyLocalServer(\"whatever\")")]
    [InlineData("new AudioClient(\"gpt-99\")")]
    [InlineData("r with { Model = r.Prompt }")]
    [InlineData("r with { Model = Known }")]
    [InlineData("t.Track(\"p\", default, \"m\")")]
    [InlineData("t.Track(\"p\", default, \"judge\")")]
    [InlineData("t.Track(\"p\", default, \"test-model\")")]
    [InlineData("t.Track(\"p\", default, \"fake\")")]
    [InlineData("new LlmRequest { Prompt = \"a\", Model = \"llama3.2\" }")]
    [InlineData("new LlmRequest { Prompt = \"a\", Model = \"Qwen/Qwen2.5-7B-Instruct\" }")]
    [InlineData("new LlmRequest { Prompt = \"a\", Model = \"arn:aws:bedrock:us-east-1:1:application-inference-profile/x1\" }")]
    [InlineData("new Car { Model = \"a1-mini\" }")]
    [InlineData("new AzureSettings { ChatModel = \"gpt-4o-prod\" }")]
    [InlineData("new OwnPrice { Model = \"claude-3-opus-20240229\" }")]
    [InlineData("new Dictionary<string, decimal> { [\"gpt-4-0613\"] = 30m }")]
    [InlineData("new Dictionary<string, string> { [\"title\"] = \"gpt-99\" }")]
    [InlineData("\"{ \\\"model\\\": \\\"gpt-99\\\", \\\"choices\\\": [], \\\"usage\\\": { \\\"input\\\": 1 } }\"")]
    public Task A_model_that_is_in_order_or_no_model_is_left_alone(string expression) => Verify.VerifyAnalyzerAsync(Source(expression));

    [Fact]
    public Task The_message_names_the_date_of_the_table_and_near_names() => Verify.VerifyAnalyzerAsync(
        "class C { object M() => new TokenTracking.Providers.LlmRequest { Prompt = \"\", Model = \"gpt-4oo\" }; }",
        Verify.Diagnostic("TT3001")
            .WithSpan(1, 87, 1, 96)
            .WithArguments("gpt-4oo", ModelTable.Instance.Date, "; similar names: gpt-4o, gpt-4, gpt-4.1"));

    [Fact]
    public async Task Settings_are_read_and_an_own_price_file_counts()
    {
        var test = new AnalyzerTest(new ModelNameAnalyzer());
        test.AdditionalFiles.Add("/app/appsettings.json", """
            { "Llm": { "Model": "{|TT3001:gpt-99|}", "modelId": "{|TT3002:claude-3-opus-20240229|}", "Prompt": "gpt-77" },
            """ + """
            "Car": { "Model": "Beetle" } }
            """);
        test.AdditionalFiles.Add("/app/other.json", """{ "Model": "gpt-99" }""");
        test.AdditionalFiles.Add("/app/prices.json", """{ "models": [ { "provider": "acme", "model": "house-1" } ] }""");
        test.Sources.Add(
            "Test.cs", "class C { object M() => new TokenTracking.Providers.LlmRequest { Prompt = \"\", Model = \"house-1\" }; }");
        await test.RunAsync();
    }

    private static string Source(string expression) => $$"""
        {{Usings}}
        class C
        {
            private const string Known = "gpt-4o";

            object? M(LlmRequest r, ITokenTracker t) => {{expression}};
        }

        class Mine(string model) : AcmeProvider { public string Asked => model; }

        class MyLocalServer(string model) : AcmeProvider { public string Asked => model; }

        class AudioClient(string model) : AcmeProvider { public string Asked => model; }

        class Car { public string? Model { get; set; } }

        class AzureSettings { public string? ChatModel { get; set; } }

        class OwnPrice { public string? Model { get; set; } }

        class Settings { public string? ChatModel { get; set; } = "gpt-4o"; }
        """;

    [Fact]
    public Task Attributes_options_and_defaults_are_looked_at() => Verify.VerifyAnalyzerAsync(Usings + """
        [AttributeUsage(AttributeTargets.All)]
        sealed class UsesModelAttribute(string model)
        : Attribute { public string Model { get; } = model; public string? ModelId { get; set; } }

        class Options { public string Model { get; set; } = {|TT3001:"gpt-99"|}; public string Name { get; set; } = "gpt-99"; }

        record Defaults(string Model = {|TT3001:"claude-sonet-4-5"|}, string Text = "gpt-99");

        class Golf { public string Model { get; set; } = "o-series"; public string ModelName { get; } = "search_api"; }

        [UsesModel({|TT3001:"gpt-99"|})]
        class C
        {
            [UsesModel("gpt-4o", ModelId = {|TT3002:"claude-3-opus-20240229"|})]
            void M() { }
        }
        """);

    [Fact]
    public Task A_client_with_an_address_of_its_own_has_names_of_its_own()
    {
        var test = new AnalyzerTest(new ModelNameAnalyzer())
        {
            References = [.. TestedProject.References, .. TestReferences.Named("OpenAI", "System.ClientModel")],
        };
        test.Sources.Add("Test.cs", """
            using System.ClientModel;
            using OpenAI;
            using OpenAI.Chat;

            class C
            {
                private readonly OpenAIClient _local = new(
                    new ApiKeyCredential("k"), new OpenAIClientOptions { Endpoint = new Uri("http://localhost:1234/v1") });

                ChatClient Studio()
                    => new("qwen-coder", new ApiKeyCredential("k"),
                        new OpenAIClientOptions { Endpoint = new Uri("http://localhost:1234/v1") });

                ChatClient Kept() => _local.GetChatClient("my-finetune");

                ChatClient Misspelt()
                    => new({|TT3001:"gpt-99"|}, new ApiKeyCredential("k"),
                        new OpenAIClientOptions { Endpoint = new Uri("https://gateway.example/v1") });

                ChatClient Direct() => new({|TT3001:"my-finetune"|}, new ApiKeyCredential("k"), new OpenAIClientOptions());
            }
            """);
        return test.RunAsync();
    }
}
