using BenchmarkDotNet.Attributes;
using TokenTracking.Wire;

namespace TokenTracking.Benchmarks.Wire;

/// <summary>Usage out of a response's bytes.</summary>
[MemoryDiagnoser]
public class WireBenchmarks
{
    private byte[] _body = [];

    /// <summary>Who answers.</summary>
    [Params(Api.OpenAI, Api.Anthropic)]
    public Api Api { get; set; }

    /// <summary>What fills the body.</summary>
    [Params(Filling.OneString, Filling.Structure)]
    public Filling Filling { get; set; }

    /// <summary>How large the body is, in bytes.</summary>
    [Params(1_000, 100_000, 10_000_000)]
    public int Size { get; set; }

    /// <summary>True for server-sent events.</summary>
    [Params(false, true)]
    public bool Sse { get; set; }

    /// <summary>Makes the body.</summary>
    [GlobalSetup]
    public void Setup() => _body = Sse ? WireBodies.Stream(Api, Filling, Size) : WireBodies.Plain(Api, Filling, Size);

    /// <summary>Ours.</summary>
    [Benchmark(Baseline = true)]
    public long UsageReader() => WireContenders.Ours(_body);

    /// <summary>A parsed document, and a look-up.</summary>
    [Benchmark]
    public long JsonDocument() => Sse ? WireContenders.DocumentOfEach(Api, _body) : WireContenders.Document(Api, _body);

    /// <summary>The official SDK's deserialisation.</summary>
    [Benchmark]
    public long OfficialSdk() => Sse ? WireContenders.SdkOfEach(Api, _body) : WireContenders.Sdk(Api, _body);
}
