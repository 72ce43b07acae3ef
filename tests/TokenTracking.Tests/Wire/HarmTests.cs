using TokenTracking.Wire;
using TokenTracking.Wire.Dialects;

namespace TokenTracking.Tests.Wire;

/// <summary>What a provider sends, or a caller says of it, does no harm: over all dialects and framings.</summary>
public sealed class HarmTests
{
    [Fact]
    public void Every_dialect_has_a_body_that_is_read_as_it()
    {
        var book = DialectBook.Shared;
        Assert.Equal(
            book.All.Concat(book.Variants).Select(static dialect => dialect.Dialect.Name).Order(StringComparer.Ordinal),
            DialectBodies.All.Select(static body => body.Dialect).Order(StringComparer.Ordinal));
        foreach (var (dialect, provider, endpoint, body) in DialectBodies.All)
        {
            var usage = UsageReader.Read(Bodies.Utf8(body), new WireSource(provider, endpoint));
            Assert.Equal((dialect, UsageCompleteness.Complete), (usage.Dialect, usage.Completeness));
        }
    }

    [Fact]
    public void Changed_bodies_of_all_dialects_and_framings_are_read_without_exception()
    {
        var random = new Random(3);
        foreach (var (_, provider, endpoint, document) in DialectBodies.All)
        {
            foreach (var (name, contentType, frame) in Framings.All)
            {
                var body = frame(document);
                for (var round = 0; round < 30; round++)
                {
                    var changed = BodyMutation.Change(body, random);
                    var usage = Framings.Read(changed, round % 3 * 7, new WireSource(provider, endpoint, contentType));
                    Assert.True(Possible(usage), $"{name} of {endpoint}: {ResultText.Of(usage)}");
                }
            }
        }
    }

    [Fact]
    public void No_hint_makes_a_reading_worse_than_none()
    {
        IEnumerable<(string Name, byte[] Body, string? ContentType)> bodies =
        [
            .. Bodies.All.Select(static body => (body.Name, body.Body, (string?)null)),
            .. from body in DialectBodies.All
               from framing in Framings.All
               select ($"{body.Dialect}, {framing.Name}", framing.Frame(body.Body), framing.ContentType),
        ];
        Assert.Empty(
            from body in bodies
            let without = UsageReader.Read(body.Body, new WireSource(ContentType: body.ContentType))
            from hint in Hints.All(body.ContentType)
            let worse = Hints.Worse(without, UsageReader.Read(body.Body, hint))
            where worse is not null
            select $"{body.Name} with {hint}: {worse}");
    }

    [Theory]
    [InlineData("""{"results":[{"tokenCount":5,"name":"a"}]}""")]
    [InlineData("""{"results":[1,2,3],"count":3}""")]
    [InlineData("""{"id":"1","model":"Golf","seats":5}""")]
    [InlineData("""{"id":"m-1","flagged":false,"categories":{"spam":0}}""")]
    [InlineData("""{"data":[{"id":1}],"total":1}""")]
    [InlineData("""{"status":"completed","answers":[{"q":1,"a":2}]}""")]
    [InlineData("""{"message":"sent","done":true}""")]
    [InlineData("""{"text":"hello"}""")]
    public void No_hint_turns_an_answer_of_something_else_into_usage(string body)
        => Assert.Empty(
            from hint in Hints.All("application/json")
            let usage = UsageReader.Read(Bodies.Utf8(body), hint)
            where usage.Completeness != UsageCompleteness.Missing || !usage.Usage.IsUnknown || usage.Units.Count > 0
            select $"{hint}: {ResultText.Of(usage)}");

    [Fact]
    public void A_stream_that_is_cut_after_any_event_is_not_complete_and_holds_no_invented_zero()
    {
        var cuts = 0;
        foreach (var (name, body) in Bodies.All)
        {
            var whole = UsageReader.Read(body);
            foreach (var length in EventCuts.Of(body))
            {
                cuts++;
                var wrong = EventCuts.Wrong(body, length, default, whole);
                Assert.True(wrong is null, $"{name}: {wrong}");
            }

            Assert.Null(EventCuts.InventedZero(body, whole));
        }

        Assert.True(cuts > 40);
    }

    private static bool Possible(WireUsage usage)
        => usage.Usage is { InputTokens: null or >= 0, OutputTokens: null or >= 0, CacheReadTokens: null or >= 0 }
            && usage.ReportedCost is null or (>= 0m and <= 1_000_000_000m) && usage.Units.All(static unit => unit.Quantity > 0);
}
