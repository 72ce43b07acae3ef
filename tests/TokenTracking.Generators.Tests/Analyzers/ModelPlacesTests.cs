using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Analyzers.Rules.TT30xx;
using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;
using Verify = TokenTracking.Testing.CSharpAnalyzerVerifier<TokenTracking.Generators.Analyzers.Rules.TT30xx.ModelNameAnalyzer>;

namespace TokenTracking.Generators.Tests.Analyzers;

/// <summary>TT3001 to TT3004: at which place a model is found that is written in one and used in another.</summary>
public class ModelPlacesTests
{
    private const string Usings = """
        using TokenTracking;
        using TokenTracking.Providers;

        """;

    [Fact]
    public Task A_constant_is_reported_where_it_is_declared_and_once() => Verify.VerifyAnalyzerAsync(Usings + """
        class C
        {
            private const string Model = {|TT3001:"claude-sonnet-4.9"|};
            private const string Latest = {|TT3004:"claude-3-7-sonnet-" + "latest"|};
            private static readonly string Kept = {|TT3001:"gpt-99"|};
            private const string House = {|TT3001:"house-3"|};
            private const string Prefix = "gpt-99";
            private readonly string _model = {|TT3002:"claude-3-opus-20240229"|};

            LlmRequest A(LlmRequest r) => r with { Model = Model };

            LlmRequest B(LlmRequest r) => r with { Model = r.Model ?? Model };

            LlmRequest D(LlmRequest r, bool old) => r with { Model = old ? Latest : Kept };

            LlmRequest E(LlmRequest r) => r with { Model = House };

            LlmRequest F(LlmRequest r) => r with { Model = _model };

            bool IsOld(string model) => model.StartsWith(Prefix);
        }
        """);

    [Fact]
    public Task A_constant_of_another_file_is_reported_there()
    {
        var test = new AnalyzerTest(new ModelNameAnalyzer());
        test.Sources.Add("Models.cs", """
            public static class Models
            {
                public const string Fast = {|TT3001:"gpt-99"|};
                public const string Unused = "gpt-98";
                public const string Good = "gpt-4o";
            }
            """);
        test.Sources.Add("Use.cs", """
            using TokenTracking.Providers;

            class C
            {
                LlmRequest A(LlmRequest r) => r with { Model = Models.Fast };

                LlmRequest B(LlmRequest r) { var model = Models.Fast; return r with { Model = model }; }

                LlmRequest D(LlmRequest r) => r with { Model = Models.Good };
            }
            """);
        return test.RunAsync();
    }

    [Fact]
    public Task A_local_is_reported_at_its_literals_and_once() => Verify.VerifyAnalyzerAsync(Usings + """
        class C
        {
            LlmRequest Twice(LlmRequest r)
            {
                const string comparing = {|TT3001:"gpt-4.2"|};
                _ = r with { Model = comparing };
                return r with { Model = comparing };
            }

            LlmRequest Chosen(LlmRequest r, bool quick)
            {
                var name = {|TT3001:"gpt-99"|};
                if (quick)
                    name = {|TT3004:"claude-3-7-sonnet-latest"|};
                return r with { Model = name };
            }

            string Address(string? set)
            {
                var model = set ?? {|TT3001:"gemini-99-flash"|};
                var carModel = "golf-4";
                return $"https://generativelanguage.googleapis.com/v1beta/models/{model}:generateContent?{carModel}";
            }
        }
        """);

    [Fact]
    public Task What_is_called_after_a_model_and_gives_one_is_looked_at() => Verify.VerifyAnalyzerAsync(Usings + """
        class C
        {
            private string _chatModel = "";

            string Model => {|TT3001:"gpt-99"|};

            string Name => "gpt-99";

            string ModelFor(int size) => size switch { 1 => "gpt-4o", _ => {|TT3001:"gpt-99"|} };

            string PriceOfModel(int size) => "gpt-99";

            void Set(string? model) => _chatModel = model ?? {|TT3002:"claude-3-opus-20240229"|};

            string Get(Settings settings) => settings.GetValue("Llm:Model", {|TT3001:"gpt-99"|}) + settings.GetValue("Llm:Name", "gpt-99");
        }

        class Settings { public string GetValue(string key, string defaultValue) => key + defaultValue; }
        """);

    [Fact]
    public Task A_deployment_of_Azure_and_a_client_that_is_pointed_later_have_names_of_their_own()
    {
        var test = new AnalyzerTest(new ModelNameAnalyzer())
        {
            References = [.. TestedProject.References, .. TestReferences.Named("OpenAI", "System.ClientModel")],
        };
        test.Sources.Add("Test.cs", """
            using System.ClientModel;
            using OpenAI;
            using OpenAI.Chat;

            class AzureOpenAIClient(ApiKeyCredential key) : OpenAIClient(key);

            class C(OpenAIClient given)
            {
                private const string Model = "gpt-4o-prod";
                private readonly OpenAIClient _azure = new AzureOpenAIClient(new ApiKeyCredential("k"));

                ChatClient Deployed() => new AzureOpenAIClient(new ApiKeyCredential("k")).GetChatClient("gpt-4o-contracts");

                ChatClient Kept() => _azure.GetChatClient(Model);

                ChatClient Given() => given.GetChatClient("house-3");

                ChatClient GivenMisspelt() => given.GetChatClient({|TT3001:"gtp-4.1"|});

                ChatClient Later()
                {
                    var options = new OpenAIClientOptions();
                    options.Endpoint = new Uri("http://localhost:1234/v1");
                    return new ChatClient("house-3", new ApiKeyCredential("k"), options);
                }
            }
            """);
        return test.RunAsync();
    }

    [Fact]
    public async Task Settings_are_found_under_every_key_that_is_called_after_a_model()
    {
        var test = new AnalyzerTest(new ModelNameAnalyzer());
        test.AdditionalFiles.Add("/app/appsettings.Development.json", """
            {
              // "Model": "gpt-90",
              "Ai": {
                "DefaultModel": "{|TT3001:gpt-91|}", "Archive": { "ReportModel": "{|TT3001:gpt-92|}" },
                "FallbackModels": [ "gpt-4o", "{|TT3001:gpt-93|}" ], "OPENAI_MODEL": "{|TT3001:gpt-94|}"
              },
              "AzureOpenAI": { "Model": "gpt-95-prod" }, "Ollama": { "Model": "gpt-96" }, /* "Model": "gpt-97" */
              "DataModel": "star-2024", "ApiModelVersion": "gpt-98", "Names": [ "gpt-99" ], "Text": "\"Model\": \"gpt-89\""
            }
            """);
        test.Sources.Add("Test.cs", "class C;");
        await test.RunAsync();
    }
}
