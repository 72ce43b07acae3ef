using static TokenTracking.Tests.Http.Endpoints.Answers;

namespace TokenTracking.Tests.Http.Endpoints;

/// <summary>Requests to the hosts of providers that are not billed, or whose answer is not a model's.</summary>
internal static class FreeRows
{
    private const string OpenAI = "http://api.openai.com/v1";
    private const string Anthropic = "http://api.anthropic.com/v1";
    private const string Gemini = "http://generativelanguage.googleapis.com/v1beta";
    private const string Vertex = "http://aiplatform.googleapis.com/v1/projects/p/locations/global";
    private const string Tokens = """{"input_tokens":14,"object":"response.input_tokens"}""";
    private const string List = """{"object":"list","data":[{"id":"x","object":"model"}],"has_more":false}""";
    private const string Report = """
        {"object":"page","data":[{"object":"bucket","results":[{"object":"organization.usage.completions.result","input_tokens":9,
        "output_tokens":5,"model":"gpt-4o","num_model_requests":1}]}],"usage":{"input_tokens":9,"output_tokens":5}}
        """;

    private const string Batch = """
        {"id":"batch_1","object":"batch","endpoint":"/v1/responses","status":"completed","model":"gpt-5","output_file_id":"f",
        "usage":{"input_tokens":900,"output_tokens":50,"total_tokens":950}}
        """;

    public static IEnumerable<EndpointRow> All =>
    [
        Get(OpenAI + "/models", List), Get(OpenAI + "/models/gpt-4o", """{"id":"gpt-4o","object":"model"}"""),
        Post(OpenAI + "/files", """{"id":"file-1","object":"file","bytes":12,"purpose":"batch"}"""), Get(OpenAI + "/files", List),
        Get(OpenAI + "/files/file-1", """{"id":"file-1","object":"file"}"""),
        Send("DELETE", OpenAI + "/files/file-1", """{"id":"file-1","deleted":true}"""),
        Get(OpenAI + "/files/file-1/content",
            """{"custom_id":"a","method":"POST","url":"/v1/responses","body":{"model":"gpt-5","input":"x"}}"""),
        Post(OpenAI + "/batches", Batch), Get(OpenAI + "/batches/batch_1", Batch),
        Post(OpenAI + "/uploads", """{"id":"upload_1","object":"upload"}"""),
        Post(OpenAI + "/fine_tuning/jobs", """{"id":"ftjob-1","model":"gpt-4o-mini","trained_tokens":null}"""),
        Post(OpenAI + "/moderations", """{"id":"modr-1","model":"omni-moderation-latest","results":[{"flagged":false}]}"""),
        Post(OpenAI + "/assistants", """{"id":"asst_1","object":"assistant","model":"gpt-4o"}"""),
        Post(OpenAI + "/threads", """{"id":"thread_1","object":"thread"}"""),
        Post(OpenAI + "/threads/thread_1/messages", """{"id":"msg_1","object":"thread.message","content":[]}"""),
        Post(OpenAI + "/threads/thread_1/runs", Runs("gpt-4o", "queued", "null")),
        Get(OpenAI + "/threads/thread_1/runs/run_q", Runs("gpt-4o", "in_progress", "null")),
        Get(OpenAI + "/threads/thread_1/runs", $$"""{"object":"list","data":[{{Runs("gpt-4o", "completed", Counts(5, 6))}}]}"""),
        Get(OpenAI + "/threads/thread_1/runs/run_1/steps",
            """{"object":"list","data":[{"object":"thread.run.step","usage":{"prompt_tokens":5}}]}"""),
        Post(OpenAI + "/vector_stores/vs_1/search", """{"object":"vector_store.search_results.page","data":[]}"""),
        Post(OpenAI + "/responses/input_tokens", Tokens),
        Post(OpenAI + "/responses/resp_1/cancel", Responses("o3", 5, 6).Replace("completed", "cancelled", StringComparison.Ordinal)),
        Get(OpenAI + "/responses/resp_1/input_items", List), Send("DELETE", OpenAI + "/responses/resp_1", """{"deleted":true}"""),
        Get(OpenAI + "/responses/resp_q", """{"id":"resp_q","object":"response","status":"queued","model":"o3","usage":null}"""),
        Post(OpenAI + "/responses", """{"id":"resp_q","object":"response","status":"queued","background":true,"usage":null}"""),
        Post(OpenAI + "/conversations", """{"id":"conv_1","object":"conversation"}"""), Get(OpenAI + "/chat/completions", List),
        Get(OpenAI + "/chat/completions/chatcmpl-1", Chat("gpt-4o", 5, 6)), Post(OpenAI + "/chat/completions/chatcmpl-1", Chat("gpt-4o", 5,
            6)),
        Get(OpenAI + "/organization/usage/completions?start_time=1", Report), Get(OpenAI + "/organization/costs?start_time=1", Report),
        Post(OpenAI + "/realtime/client_secrets", """{"value":"ek_1","session":{"model":"gpt-realtime"}}"""),
        Get(OpenAI + "/videos/video_1", """{"id":"video_1","object":"video","model":"sora-2","status":"completed","seconds":"8"}"""),
        Send("OPTIONS", OpenAI + "/chat/completions", ""), Send("HEAD", OpenAI + "/responses/resp_1", ""),
        Post(OpenAI + "/chat/completions", "") with { Status = 307, Headers = [("Location",
            "https://api.openai.com/v1/chat/completions")] },
        Post(OpenAI + "/embeddings", "<html>Sign in</html>") with { AnswerType = "text/html; charset=utf-8" },
        Post("http://contoso.openai.azure.com/openai/files?api-version=1", """{"id":"file-2","object":"file"}"""),
        Post(Anthropic + "/messages/count_tokens", """{"input_tokens":14}"""), Get(Anthropic + "/models", List),
        Post(Anthropic + "/messages/batches", """{"id":"msgbatch_1","type":"message_batch","processing_status":"in_progress"}"""),
        Get(Anthropic + "/messages/batches/msgbatch_1", """{"id":"msgbatch_1","type":"message_batch","request_counts":{"succeeded":1}}"""),
        Get(Anthropic + "/organizations/usage_report/messages",
            """{"data":[{"results":[{"uncached_input_tokens":5,"output_tokens":3}]}]}"""),
        Post(Gemini + "/models/gemini-2.5-pro:countTokens", """{"totalTokens":31}"""), Get(Gemini + "/models", """{"models":[]}"""),
        Post(Gemini + "/models/gemini-2.5-pro:batchGenerateContent",
            """{"name":"batches/b1","metadata":{"state":"BATCH_STATE_PENDING"}}"""),
        Post(Gemini + "/cachedContents", """{"name":"cachedContents/1","usageMetadata":{"totalTokenCount":4096}}"""),
        Post(Vertex + "/publishers/google/models/gemini-2.5-pro:computeTokens", """{"tokensInfo":[]}"""),
        Post(Vertex + "/publishers/anthropic/models/count-tokens:rawPredict", """{"input_tokens":14}"""),
        Post(Vertex + "/endpoints/123:predict", """{"predictions":[[0.1,0.9]],"deployedModelId":"7"}"""),
        Post("http://bedrock-runtime.us-east-1.amazonaws.com/model/amazon.nova-pro-v1%3A0/count-tokens", """{"inputTokens":14}"""),
        Post("http://bedrock-runtime.us-east-1.amazonaws.com/guardrail/g1/version/1/apply", """{"usage":{"topicPolicyUnits":1}}"""),
        Post("http://api.cohere.com/v1/tokenize", """{"tokens":[1,2],"meta":{"api_version":{"version":"1"}}}"""),
        Post("http://api.mistral.ai/v1/files", """{"id":"f1","object":"file"}"""),
        Post("http://api.mistral.ai/v1/batch/jobs", """{"id":"j1","object":"batch","status":"QUEUED"}"""),
        Post("http://api.mistral.ai/v1/agents", """{"id":"ag1","object":"agent","model":"mistral-medium"}"""),
        Get("http://openrouter.ai/api/v1/generation?id=gen-1", """{"data":{"id":"gen-1","total_cost":0.01,"tokens_prompt":5}}"""),
        Get("http://openrouter.ai/api/v1/credits", """{"data":{"total_credits":10,"total_usage":2.5}}"""),
        Get("http://api.deepseek.com/user/balance", """{"is_available":true,"balance_infos":[]}"""),
        Post("http://api.x.ai/v1/chat/completions", """{"request_id":"d2"}""") with
            { Request = """{"model":"grok-4","messages":[],"deferred":true}""" },
        Get("http://api.x.ai/v1/chat/deferred-completion/d2", "") with { Status = 202 },
        Post("http://api.perplexity.ai/async/chat/completions", """{"id":"a2","model":"sonar","status":"CREATED","response":null}"""),
        Post("http://api.moonshot.ai/v1/tokenizers/estimate-token-count", """{"data":{"total_tokens":80}}"""),
        Post("http://api.ai21.com/studio/v1/library/files", """{"id":"f"}"""), Post("http://api.ai21.com/studio/v1/tokenize",
            """{"tokens":[]}"""),
        Post("http://api.replicate.com/v1/predictions", """{"id":"p9","status":"starting","urls":{"get":"u"},"metrics":{}}""") with
            { Status = 201 },
        Post("http://localhost:11434/api/show", """{"modelfile":"","details":{}}"""), Get("http://localhost:11434/api/tags",
            """{"models":[]}"""),
        Post("http://us-south.ml.cloud.ibm.com/ml/v1/text/tokenization?version=1",
            """{"model_id":"ibm/granite","result":{"token_count":11}}"""),
        Post("http://vllm.internal:8000/tokenize", """{"count":3,"tokens":[1,2,3]}"""),
    ];

    internal static EndpointRow Get(string url, string answer) => Send("GET", url, answer) with { Request = "" };

    internal static EndpointRow Post(string url, string answer) => Send("POST", url, answer);

    internal static EndpointRow Send(string method, string url, string answer)
        => new(url, "", "m", null, null, answer) { Method = method };
}
