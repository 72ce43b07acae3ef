using Microsoft.CodeAnalysis;
using TokenTracking.CodeFixes.TT1001;
using Verify = TokenTracking.Testing.CSharpCodeFixVerifier<
    TokenTracking.Generators.Analyzers.Rules.TT1001.UntrackedConstructionAnalyzer,
    TokenTracking.CodeFixes.TT1001.UntrackedConstructionCodeFixProvider>;

namespace TokenTracking.CodeFixes.Tests;

/// <summary>The fix for registrations that no <c>TrackAiProviders()</c> covers.</summary>
public class UntrackedRegistrationFixTests
{
    private const string TrackRegistrations = UntrackedConstructionCodeFixProvider.TrackRegistrationsKey;

    [Fact]
    public Task TrackRegistrations_decorates_behind_the_last_registration() => Verify.VerifyCodeFixAsync(
        """
        using Acme;
        using Microsoft.Extensions.DependencyInjection;
        using TokenTracking.Providers;

        static class Startup
        {
            public static void Configure(IServiceCollection services)
            {
                services.AddSingleton<ILlmProvider, [|AcmeProvider|]>();
                services.AddKeyedSingleton<ILlmProvider>("b", (provider, key) => [|new AcmeProvider("b")|]); // for later
                services.AddSingleton("a name");
                var count = services.Count;
            }
        }
        """,
        TrackRegistrations,
        """
        using Acme;
        using Microsoft.Extensions.DependencyInjection;
        using TokenTracking.Providers;

        static class Startup
        {
            public static void Configure(IServiceCollection services)
            {
                services.AddSingleton<ILlmProvider, AcmeProvider>();
                services.AddKeyedSingleton<ILlmProvider>("b", (provider, key) => new AcmeProvider("b")); // for later
                services.AddSingleton("a name");
                services.TrackAiProviders();
                var count = services.Count;
            }
        }
        """);

    [Fact]
    public Task TrackRegistrations_works_in_top_level_statements() => Verify.VerifyCodeFixAsync(
        """
        using Acme;
        using Microsoft.Extensions.DependencyInjection;
        using TokenTracking.Providers;

        var services = new ServiceCollection();
        services.AddSingleton<ILlmProvider, [|AcmeProvider|]>();
        using var provider = services.BuildServiceProvider();
        """,
        TrackRegistrations,
        """
        using Acme;
        using Microsoft.Extensions.DependencyInjection;
        using TokenTracking.Providers;

        var services = new ServiceCollection();
        services.AddSingleton<ILlmProvider, AcmeProvider>();
        services.TrackAiProviders();
        using var provider = services.BuildServiceProvider();
        """,
        OutputKind.ConsoleApplication);

    [Fact]
    public Task TrackRegistrations_decorates_behind_a_descriptor() => Verify.VerifyCodeFixAsync(
        """
        using Acme;
        using Microsoft.Extensions.DependencyInjection;
        using TokenTracking.Providers;

        class C
        {
            void Configure(IServiceCollection services)
            {
                services.Add(new ServiceDescriptor(typeof(ILlmProvider), [|typeof(AcmeProvider)|], ServiceLifetime.Singleton));
            }
        }
        """,
        TrackRegistrations,
        """
        using Acme;
        using Microsoft.Extensions.DependencyInjection;
        using TokenTracking.Providers;

        class C
        {
            void Configure(IServiceCollection services)
            {
                services.Add(new ServiceDescriptor(typeof(ILlmProvider), typeof(AcmeProvider), ServiceLifetime.Singleton));
                services.TrackAiProviders();
            }
        }
        """);
}
