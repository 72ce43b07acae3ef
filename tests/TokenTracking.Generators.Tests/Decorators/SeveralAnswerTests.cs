using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Decorators;

/// <summary>What several answers of one call used besides tokens, and what they cost by their own statement, is added up.</summary>
public sealed class SeveralAnswerTests
{
    private const string Source = """
        #nullable enable
        using System.Collections.Generic; using System.Threading.Tasks; using TokenTracking;
        [TrackAiUsage] public interface IModel
        {
            Task<IReadOnlyList<LlmResult>> List();
            Task<(LlmResult First, LlmResult Second, LlmResult Third)> Tuple();
            IAsyncEnumerable<LlmResult> Stream();
            Task<Both> Properties();
        }
        public sealed record Both(LlmResult Draft, LlmResult Final, LlmResult Review);
        public sealed class Model(bool isPriced) : IModel
        {
            private LlmResult[] Results =>
            [
                Of("a", 1m, new UsageUnit("images", 2), new UsageUnit("seconds", 1.5m)),
                Of("b", 2m, new UsageUnit("images", 3)),
                Of("c", isPriced ? 4m : null),
            ];
            private static LlmResult Of(string id, decimal? cost, params UsageUnit[] units) => new()
            {
                Text = "", ResponseId = id, Usage = TokenUsage.FromInclusive(1, 1), Units = units, ReportedCost = cost,
            };
            public Task<IReadOnlyList<LlmResult>> List() => Task.FromResult<IReadOnlyList<LlmResult>>(Results);
            public Task<(LlmResult First, LlmResult Second, LlmResult Third)> Tuple()
                => Task.FromResult((Results[0], Results[1], Results[2]));
            public async IAsyncEnumerable<LlmResult> Stream()
            {
                foreach (var result in Results) { await Task.Yield(); yield return result; }
            }
            public Task<Both> Properties() => Task.FromResult(new Both(Results[0], Results[1], Results[2]));
        }
        public static class Entry
        {
            public static async Task<string> Use(ITokenTracker tracker, string member, bool isPriced)
            {
                var model = ((IModel)new Model(isPriced)).WithTokenTracking(tracker);
                switch (member)
                {
                    case "List": await model.List(); break;
                    case "Tuple": await model.Tuple(); break;
                    case "Properties": await model.Properties(); break;
                    default: await foreach (var _ in model.Stream()) { } break;
                }
                return "";
            }
        }
        """;

    private static readonly GeneratorRun Run = GeneratorRun.Of(Source);

    private readonly RecordingTracker _tracker = new();

    [Theory]
    [InlineData("List")]
    [InlineData("Tuple")]
    [InlineData("Properties")]
    [InlineData("Stream")]
    public async Task Units_are_added_up_for_each_kind(string member)
    {
        await Run.Call<Task<string>>("Entry", "Use", _tracker, member, true);

        Assert.Equal([("images", 5m), ("seconds", 1.5m)], _tracker.Only.Units!.Select(static unit => (unit.Unit, unit.Quantity)));
        Assert.Equal((6L, 7m), (_tracker.Only.Usage.TotalTokens, _tracker.Only.ReportedCost));
    }

    [Theory]
    [InlineData("List")]
    [InlineData("Tuple")]
    [InlineData("Properties")]
    [InlineData("Stream")]
    public async Task A_cost_that_one_of_them_does_not_state_is_unknown_for_all(string member)
    {
        await Run.Call<Task<string>>("Entry", "Use", _tracker, member, false);

        Assert.Null(_tracker.Only.ReportedCost);
    }
}
