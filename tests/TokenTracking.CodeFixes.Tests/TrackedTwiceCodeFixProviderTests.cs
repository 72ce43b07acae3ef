using TokenTracking.CodeFixes.TT1005;
using Verify = TokenTracking.Testing.CSharpCodeFixVerifier<
    TokenTracking.Generators.Analyzers.Rules.TT1005.TrackedTwiceAnalyzer, TokenTracking.CodeFixes.TT1005.TrackedTwiceCodeFixProvider>;

namespace TokenTracking.CodeFixes.Tests;

public class TrackedTwiceCodeFixProviderTests
{
    [Fact]
    public Task Record_once_takes_the_second_recording_away() => Verify.VerifyCodeFixAsync(
        """
        using Acme;
        using TokenTracking;
        using TokenTracking.Providers;

        class C
        {
            async Task<string> M(AcmeProvider inner, LlmRequest request, ITokenTracker tracker)
            {
                var provider = inner.WithTokenTracking(tracker);
                var again = [|provider.WithTokenTracking(tracker)|];
                var first = await [|tracker.TrackAsync("ask", () => provider.CompleteAsync(request), static result => result.Usage)|];
                var second = await [|tracker.TrackAsync(
                    "ask", async () => await provider.CompleteAsync(request), static result => result.Usage)|];
                var third = await provider.CompleteAsync(request);
                [|tracker.Track("project", third.Usage, "model")|];
                return first.Text + second.Text + third.Text + again;
            }
        }
        """,
        TrackedTwiceCodeFixProvider.RecordOnceKey,
        """
        using Acme;
        using TokenTracking;
        using TokenTracking.Providers;

        class C
        {
            async Task<string> M(AcmeProvider inner, LlmRequest request, ITokenTracker tracker)
            {
                var provider = inner.WithTokenTracking(tracker);
                var again = provider;
                var first = await provider.CompleteAsync(request);
                var second = await provider.CompleteAsync(request);
                var third = await provider.CompleteAsync(request);
                return first.Text + second.Text + third.Text + again;
            }
        }
        """);

    [Fact]
    public Task Record_once_is_not_offered_where_the_figures_of_the_tracker_are_used() => Verify.VerifyNoFixAsync(
        """
        using Acme;
        using TokenTracking;
        using TokenTracking.Providers;

        class C
        {
            async Task<object> M(AcmeProvider inner, LlmRequest request, ITokenTracker tracker)
            {
                var provider = inner.WithTokenTracking(tracker);
                var result = await provider.CompleteAsync(request);
                return [|tracker.Track("project", result.Usage, "model")|];
            }
        }
        """,
        TrackedTwiceCodeFixProvider.RecordOnceKey);
}
