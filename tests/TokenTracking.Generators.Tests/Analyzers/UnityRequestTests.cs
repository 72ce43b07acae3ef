using Verify = TokenTracking.Testing.CSharpAnalyzerVerifier<TokenTracking.Generators.Analyzers.Rules.TT2002.RawHttpCallAnalyzer>;

namespace TokenTracking.Generators.Tests.Analyzers;

/// <summary>Requests with Unity's <c>UnityWebRequest</c>, by a type of the same name.</summary>
public class UnityRequestTests
{
    [Theory]
    [InlineData("var r = [|new UnityWebRequest(\"https://api.openai.com/v1/chat/completions\", \"POST\")|]; r.SendWebRequest();")]
    [InlineData("using var r = [|new UnityWebRequest(Url, UnityWebRequest.kHttpVerbPOST)|]; r.SendWebRequest();")]
    [InlineData("var r = [|UnityWebRequest.Post(Url, \"{}\", \"application/json\")|]; r.SendWebRequest();")]
    [InlineData("using var r = [|UnityWebRequest.PostWwwForm(\"http://localhost:11434/api/generate\", \"{}\")|]; r.SendWebRequest();")]
    [InlineData("var r = [|UnityWebRequest.Put(Url, \"{}\")|]; r.method = \"POST\"; r.SendWebRequest();")]
    [InlineData("[|Post(\"v1/messages\")|];")]
    [InlineData("[|Send(Url, UnityWebRequest.kHttpVerbPOST)|];")]
    [InlineData("[|Send(Url, \"post\")|];")]
    [InlineData("[|SendNew(Url, Verb)|];")]
    public Task A_request_of_Unity_to_an_LLM_is_reported(string statement) => VerifyAsync(statement);

    [Theory]
    [InlineData("var r = new UnityWebRequest(Url, \"GET\"); r.SendWebRequest();")]
    [InlineData("var r = UnityWebRequest.Get(Url); r.SendWebRequest();")]
    [InlineData("var r = UnityWebRequest.Put(Url, \"{}\"); r.SendWebRequest();")]
    [InlineData("var r = new UnityWebRequest(\"https://api.openai.com/v1/files\", \"POST\"); r.SendWebRequest();")]
    [InlineData("var r = UnityWebRequest.Post(\"https://scores.example.com/api/chat\", \"{}\", \"application/json\"); r.SendWebRequest();")]
    [InlineData("Post(\"v1/files\");")]
    [InlineData("Send(Url, UnityWebRequest.kHttpVerbGET);")]
    [InlineData("Send(Url, \"DELETE\");")]
    [InlineData("SendNew(Url, \"GET\");")]
    [InlineData("Send(\"https://api.openai.com/v1/files\", Verb);")]
    public Task Another_request_of_Unity_is_left_alone(string statement) => VerifyAsync(statement);

    private static Task VerifyAsync(string statement) => Verify.VerifyAnalyzerAsync($$"""
        using UnityEngine.Networking;

        class C
        {
            private const string Url = "https://api.openai.com/v1/responses";

            void M() { {{statement}} }

            private static string Verb => Environment.GetEnvironmentVariable("VERB") ?? "GET";

            private static void Send(string path, string verb)
            {
                using var request = UnityWebRequest.Put(path, "{}");
                request.method = verb;
                request.SendWebRequest();
            }

            private static void SendNew(string path, string verb) => new UnityWebRequest(path, verb).SendWebRequest();

            private static void Post(string path) => new UnityWebRequest("https://api.anthropic.com/" + path, "POST").SendWebRequest();
        }

        namespace UnityEngine.Networking
        {
            public class UnityWebRequest : IDisposable
            {
                public const string kHttpVerbPOST = "POST";
                public const string kHttpVerbGET = "GET";
                public UnityWebRequest(string url, string method) { }
                public string method { get; set; } = "";
                public static UnityWebRequest Get(string uri) => new(uri, "GET");
                public static UnityWebRequest Put(string uri, string body) => new(uri, "PUT");
                public static UnityWebRequest Post(string uri, string body, string contentType) => new(uri, "POST");
                public static UnityWebRequest PostWwwForm(string uri, string form) => new(uri, "POST");
                public void SendWebRequest() { }
                public void Dispose() { }
            }
        }
        """);
}
