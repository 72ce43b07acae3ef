using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net;
using Microsoft.Extensions.AI;
using OpenAI;
using TokenTracking;
using TokenTracking.Providers;
using TokenTracking.WebPages;
using SdkChat = OpenAI.Chat.ChatClient;

[assembly: TrackAiUsage(typeof(IChatClient))]

// Every page under /llm calls an LLM once, each in a way of its own. The address is OpenAI's without TLS, so that a proxy can answer.
await using var server = await CountingServer.StartAsync();
HttpClient.DefaultProxy = new WebProxy(server.Address);
const string Model = "gpt-5-mini";
var baseUrl = new Uri("http://api.openai.com/v1/");
var question = new { model = Model, messages = new[] { new { role = "user", content = "Hello" } } };
var request = new LlmRequest { Prompt = "Hello" };
var options = new OpenAIOptions { ApiKey = "none", BaseUrl = baseUrl };
var sdk = new OpenAIClientOptions { Endpoint = baseUrl, RetryPolicy = new ClientRetryPolicy(0) };

var builder = WebApplication.CreateBuilder(args);
var services = builder.Services;
services.AddTokenTracking(tracking => tracking.UseSqlite(builder.Configuration["Store"]!));
services.AddHttpClient("handled", http => http.BaseAddress = new Uri("http://api.openai.com/"))
    .AddHttpMessageHandler<TokenTrackingHandler>();
services.AddHttpClient("bare", http => http.BaseAddress = new Uri("http://api.openai.com/"));
services.AddHttpClient<HandledSummaries>().AddHttpMessageHandler<TokenTrackingHandler>();
services.AddHttpClient<BareSummaries>();
services.AddSingleton<ILlmProvider>(new OpenAIProvider(options));
services.AddChatClient(new SdkChat(Model, new ApiKeyCredential("none"), sdk).AsIChatClient()).UseFunctionInvocation();
services.TrackAiProviders();
services.AddScoped<Planner>();

var app = builder.Build();
var pages = app.MapGroup("/llm");
pages.MapGet("handled", async (IHttpClientFactory factory) =>
{
    using var http = factory.CreateClient("handled");
    using var response = await http.PostAsJsonAsync("v1/chat/completions", question);
    return await response.Content.ReadAsStringAsync();
});
pages.MapGet("bare", async (IHttpClientFactory factory) =>
{
    using var http = factory.CreateClient("bare");
    using var response = await http.PostAsJsonAsync("v1/chat/completions", question);
    return await response.Content.ReadAsStringAsync();
});
pages.MapGet("handled-summary", (HandledSummaries summaries) => summaries.OfAsync("text"));
pages.MapGet("bare-summary", (BareSummaries summaries) => summaries.OfAsync("text"));
pages.MapGet("chat", async (IChatClient chat) => (await chat.GetResponseAsync("Hello")).Text);
pages.MapGet("plan", (Planner planner) => planner.PlanAsync());
pages.MapGet("made", async () =>
{
    var provider = new OpenAIProvider(options);
    return (await provider.CompleteAsync(request)).Text;
});
pages.MapGet("wrapped", async (ITokenTracker tracker) =>
{
    var provider = new OpenAIProvider(options).WithTokenTracking(tracker);
    return (await provider.CompleteAsync(request)).Text;
});
pages.MapGet("sdk", async () =>
{
    var chat = new SdkChat(Model, new ApiKeyCredential("none"), sdk);
    return (await chat.CompleteChatAsync("Hello")).Value.Content[0].Text;
});
pages.MapGet("created", async () =>
{
    using var http = new HttpClient();
    using var sent = new HttpRequestMessage(HttpMethod.Post, "http://api.openai.com/v1/chat/completions")
    {
        Content = JsonContent.Create(question),
    };
    using var response = await http.SendAsync(sent);
    return await response.Content.ReadAsStringAsync();
});

// No call of an LLM: nothing is billed, nothing is recorded, and the figure does not count it.
app.MapGet("/models", async (IHttpClientFactory factory) =>
{
    using var http = factory.CreateClient("bare");
    return await http.GetStringAsync("v1/models");
});
app.MapGet("/requests", () => server.Requests);
app.MapGet("/pages", (IEnumerable<EndpointDataSource> sources) => sources.SelectMany(source => source.Endpoints)
    .OfType<RouteEndpoint>().Select(endpoint => endpoint.RoutePattern.RawText));
app.MapPost("/stop", (IHostApplicationLifetime lifetime) => lifetime.StopApplication());
app.Run();
