using System.Globalization;
using TokenTracking.Cli.Prices.Lists;

namespace TokenTracking.PriceTable;

/// <summary>What the table charges for one kind of token, found by pricing a call that has no others.</summary>
internal sealed class Probe(PriceBook book, string provider, string model)
{
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        [Codes.Input] = "input", [Codes.Output] = "output", [Codes.CacheRead] = "cacheRead", [Codes.CacheWrite] = "cacheWrite5m",
        [Codes.CacheWrite1h] = "cacheWrite1h", [Codes.Reasoning] = "reasoning", [Codes.AudioInput] = "audioInput",
        [Codes.AudioOutput] = "audioOutput", [Codes.AudioCacheRead] = "audioCacheRead", [Codes.ImageInput] = "imageInput",
        [Codes.ImageOutput] = "imageOutput", [Codes.ImageCacheRead] = "imageCacheRead", [Codes.Request] = "request",
        [Codes.WebSearch] = "serverToolCall",
    };

    public static string KindOf(string code) => Kinds[code];

    /// <summary>The price per million that a call is billed at.</summary>
    /// <param name="code">What for.</param>
    /// <param name="tier">The service tier.</param>
    /// <param name="input">All input of the call, which picks the context tier.</param>
    /// <param name="at">The time.</param>
    /// <returns>The price, and whether a multiplier stands in for it; null where the call has no price.</returns>
    public (decimal Price, bool Derived)? Price(string code, string tier, long input, DateTimeOffset at)
    {
        var cost = book.Explain(Call(code, tier, input, at));
        if (cost.Amount is null)
            return null;
        var isOutput = code is Codes.Output or Codes.Reasoning or Codes.AudioOutput or Codes.ImageOutput;
        var line = cost.Lines.FirstOrDefault(line => line.Kind == KindOf(code))
            ?? cost.Lines.LastOrDefault(
                line => code is not (Codes.Request or Codes.WebSearch) && line.Kind is not ("request" or "serverToolCall")
                && (line.Kind is "output" or "reasoning") == isOutput);
        return line is null ? null : (line.PricePerMillion!.Value, line.Derived);
    }

    /// <summary>The context tier of a call of so much input: <c>&gt;200000</c>; null for the base.</summary>
    public string? ContextTier(long input, DateTimeOffset at) => book.Explain(Call(Codes.Input, "", input, at)).ContextTier;

    /// <summary>The factor of a region or speed on the input price.</summary>
    public decimal? Factor(string key, DateTimeOffset at)
    {
        var call = Call(Codes.Input, "", 1, at);
        var value = key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var other = book.Explain(
            key.StartsWith("geo:", StringComparison.Ordinal) ? call with { Geo = value } : call with { Speed = value });
        return other.Amount / book.Explain(call).Amount;
    }

    public static string Text((decimal Price, bool Derived)? price)
        => price is not { } known ? "none" : Text(known.Price) + (known.Derived ? " (derived)" : "");

    public static string Text(decimal? price) => price?.ToString("0.############", CultureInfo.InvariantCulture) ?? "–";

    private UsageRecord Call(string code, string tier, long input, DateTimeOffset at)
    {
        long Of(params string[] codes) => codes.Contains(code) ? input : 0;
        long Out(params string[] codes) => codes.Contains(code) ? 1 : 0;
        var usage = TokenUsage.FromInclusive(
                input, Out(Codes.Output, Codes.Reasoning, Codes.AudioOutput, Codes.ImageOutput),
                cacheRead: Of(Codes.CacheRead, Codes.AudioCacheRead, Codes.ImageCacheRead), reasoning: Out(Codes.Reasoning),
                cacheWrite5m: Of(Codes.CacheWrite), cacheWrite1h: Of(Codes.CacheWrite1h))
            .WithParts(
                audioInput: Of(Codes.AudioInput, Codes.AudioCacheRead), audioOutput: Out(Codes.AudioOutput),
                imageInput: Of(Codes.ImageInput, Codes.ImageCacheRead), imageOutput: Out(Codes.ImageOutput),
                serverToolCalls: Out(Codes.WebSearch));
        return new UsageRecord
            { Id = Guid.Empty, Time = at, Provider = provider, ResponseModel = model, ServiceTier = tier, Usage = usage };
    }
}
