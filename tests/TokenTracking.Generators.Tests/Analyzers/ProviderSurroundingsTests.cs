using Verify = TokenTracking.Testing.CSharpAnalyzerVerifier<TokenTracking.Generators.Analyzers.Rules.TT1001.UntrackedConstructionAnalyzer>;

namespace TokenTracking.Generators.Tests.Analyzers;

/// <summary>TT1001 where what lies around a provider decides: the client under it, the collection that it is registered with.</summary>
public class ProviderSurroundingsTests
{
    private const string Usings = """
        using Acme;
        using Microsoft.Extensions.DependencyInjection;
        using System.Net.Http;
        using TokenTracking;
        using TokenTracking.Providers;

        """;

    private const string Surroundings = """

        static class Counted
        {
            public static ILlmProvider Make(ITokenTracker tracker)
                => new OpenAIProvider(httpClient: new HttpClient(new TokenTrackingHandler(tracker, new HttpClientHandler())));

            public static void Configure(IServiceCollection services)
                => services.AddSingleton<ILlmProvider, AcmeProvider>().TrackAiProviders();

            public static void ConfigureAll(IServiceCollection services) => Configure(services);

            public static void AddClock(this IServiceCollection services) => services.AddSingleton(TimeProvider.System);
        }

        class Logging : DelegatingHandler;

        class AppBuilder
        {
            public IServiceCollection Services { get; } = new ServiceCollection();
            public object Build() => Services.BuildServiceProvider();
        }

        static class Host { public static AppBuilder CreateApplicationBuilder(string[] args) => new(); }

        class SocketsClients { public HttpClient Client { get; set; } = new(new SocketsHttpHandler()); }
        """;

    [Theory]
    [InlineData(
        "static readonly HttpClient Shared = new(new SocketsHttpHandler()); ILlmProvider Make() => [|new "
        + "OpenAIProvider(httpClient: Shared)|];")]
    [InlineData(
        "readonly HttpClient _plain; C() { _plain = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }); "
        + "Llm = [|new OpenAIProvider(httpClient: _plain)|]; } ILlmProvider Llm { get; }")]
    [InlineData(
        "ILlmProvider Make() { var handler = new SocketsHttpHandler(); var client = new HttpClient(handler); "
        + "return [|new OpenAIProvider(httpClient: client)|]; }")]
    [InlineData(
        "HttpClient? _late; ILlmProvider Make() => [|new OpenAIProvider(httpClient: _late ??= new HttpClient(new "
        + "SocketsHttpHandler()))|];")]
    [InlineData(
        "ILlmProvider Make() => [|new OpenAIProvider(httpClient: Client())|]; "
        + "static HttpClient Client() => new(new SocketsHttpHandler());")]
    [InlineData(
        "ILlmProvider Make(bool proxy) => [|new OpenAIProvider(httpClient: new HttpClient(proxy ? new HttpClientHandler() : new "
        + "SocketsHttpHandler()))|];")]
    [InlineData(
        "ILlmProvider Make() => [|new OpenAIProvider(httpClient: new HttpClient(new Logging { "
        + "InnerHandler = new HttpClientHandler() }))|];")]
    public Task A_provider_above_a_client_that_was_visibly_made_without_the_handler_is_reported(string members)
        => Verify.VerifyAnalyzerAsync($"{Usings}class C {{ {members} }}{Surroundings}");

    [Theory]
    [InlineData("ILlmProvider Make(HttpClient client) => new OpenAIProvider(httpClient: client);")]
    [InlineData("ILlmProvider Make(HttpMessageHandler handler) => new OpenAIProvider(httpClient: new HttpClient(handler));")]
    [InlineData(
        "readonly HttpClient _client; C(HttpClient? client) { _client = client ?? new HttpClient(); "
        + "} ILlmProvider Make() => new OpenAIProvider(httpClient: _client);")]
    [InlineData(
        "ILlmProvider Make(ITokenTracker t) { HttpMessageHandler handler = new SocketsHttpHandler(); "
        + "handler = new TokenTrackingHandler(t, handler); return new OpenAIProvider(httpClient: new HttpClient(handler)); }")]
    [InlineData(
        "ILlmProvider Make(ITokenTracker t) { var logging = new Logging(); logging.InnerHandler = new TokenTrackingHandler(t, "
        + "new HttpClientHandler()); return new OpenAIProvider(httpClient: new HttpClient(logging)); }")]
    [InlineData("ILlmProvider Make(SocketsClients clients) => new OpenAIProvider(httpClient: clients.Client);")]
    [InlineData("HttpClient Client => Client; ILlmProvider Make() => new OpenAIProvider(httpClient: Client);")]
    public Task A_provider_above_a_client_of_which_less_is_seen_is_left_alone(string members)
        => Verify.VerifyAnalyzerAsync($"{Usings}class C {{ {members} }}{Surroundings}");

    [Theory]
    [InlineData(
        "var services = new ServiceCollection(); services.AddTokenTracking(); services.AddSingleton<ILlmProvider>([|new AcmeProvider()|]); "
        + "return services.BuildServiceProvider();")]
    [InlineData("return new ServiceCollection().AddTokenTracking().AddSingleton<ILlmProvider, [|AcmeProvider|]>().BuildServiceProvider();")]
    [InlineData(
        "var builder = Host.CreateApplicationBuilder([]); builder.Services.AddSingleton<ILlmProvider>(_ => [|new AcmeProvider()|]); "
        + "return builder.Build();")]
    [InlineData(
        "var builder = Host.CreateApplicationBuilder([]); var services = builder.Services; "
        + "services.Add(ServiceDescriptor.Singleton<ILlmProvider, [|AcmeProvider|]>()); return builder.Build();")]
    [InlineData(
        "var services = new ServiceCollection(); services.AddClock(); services.AddSingleton<ILlmProvider, [|AcmeProvider|]>(); "
        + "return services.BuildServiceProvider();")]
    public Task A_registration_with_a_collection_of_its_own_that_nobody_tracks_is_reported(string body)
        => Verify.VerifyAnalyzerAsync($"{Usings}class C {{ object Build() {{ {body} }} }}{Surroundings}");

    [Theory]
    [InlineData(
        "var services = new ServiceCollection(); services.AddSingleton<ILlmProvider, AcmeProvider>(); Counted.ConfigureAll(services); "
        + "return services.BuildServiceProvider();")]
    [InlineData(
        "var services = new ServiceCollection(); services.AddSingleton<ILlmProvider, AcmeProvider>(); configure(services); "
        + "return services.BuildServiceProvider();")]
    [InlineData("var services = new ServiceCollection(); services.AddSingleton<ILlmProvider, AcmeProvider>(); return services;")]
    [InlineData(
        "var services = new ServiceCollection(); services.AddSingleton<ILlmProvider, AcmeProvider>(); _services = services; "
        + "return _services;")]
    [InlineData("given.AddSingleton<ILlmProvider, AcmeProvider>(); return given.BuildServiceProvider();")]
    [InlineData("var services = given; services.AddSingleton<ILlmProvider, AcmeProvider>(); return services.BuildServiceProvider();")]
    [InlineData(
        "var services = services2(); services.AddSingleton<ILlmProvider, AcmeProvider>(); return services.BuildServiceProvider(); "
        + "IServiceCollection services2() => given;")]
    public Task A_registration_with_a_collection_that_others_see_is_left_alone(string body)
        => Verify.VerifyAnalyzerAsync(
            $"{Usings}class C {{ object? _services; object Build(IServiceCollection given, Action<IServiceCollection> configure) "
            + $"{{ {body} }} }}{Surroundings}");
}
