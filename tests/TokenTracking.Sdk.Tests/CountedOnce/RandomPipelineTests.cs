using TokenTracking.Pipelines;
using Xunit.Abstractions;

namespace TokenTracking.Sdk.Tests.CountedOnce;

/// <summary>The short form of <c>tests/TokenTracking.Pipelines</c>.</summary>
public sealed class RandomPipelineTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Records_are_the_billed_requests_in_any_pipeline()
    {
        var seed = (ulong)Random.Shared.NextInt64();
        output.WriteLine($"seed {seed}");

        Assert.Equal(0, await RandomPipelines.RunAsync(150, seed, output.WriteLine));
    }

    [Theory]
    [InlineData(Handler.None, true)]
    [InlineData(Handler.None, false)]
    [InlineData(Handler.MadeBefore, true)]
    [InlineData(Handler.MadeWithinTheCall, false)]
    [InlineData(Handler.MadeWithinTheCall, true)]
    [InlineData(Handler.OneForEachCall, false)]
    [InlineData(Handler.OneForEachCall, true)]
    [InlineData(Handler.Twice, true)]
    internal async Task An_adapter_over_a_decorator_makes_one_record_for_each_call(Handler handler, bool hasTrackedSdkClient)
    {
        await using var server = new LedgerServer();
        Situation[] situations = [Situation.Plain, Situation.Streamed, Situation.Busy, Situation.Dead, Situation.Tools];
        foreach (var layers in (Layer[][])[
            [Layer.Tracking], [Layer.Tracking, Layer.Tracking], [Layer.Tracking, Layer.PassThrough, Layer.Tracking]])
        {
            var spec = new PipelineSpec(
                handler, hasTrackedSdkClient, 2, layers, HasOwnInterface: true, situations, IsConcurrent: false, Registration.None,
                IsScoped: false, TracksAiProviders: false);

            Assert.Null(await PipelineRun.RunAsync(spec, server));
        }
    }
}
