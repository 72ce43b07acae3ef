using BenchmarkDotNet.Attributes;

namespace TokenTracking.Benchmarks.Pricing;

/// <summary>Look-ups of many models.</summary>
[MemoryDiagnoser]
public class PriceLookupBenchmarks
{
    private readonly PricingContenders _contenders = new();

    /// <summary>What it is measured against.</summary>
    [Benchmark(Baseline = true)]
    public int PlainDictionary() => _contenders.PlainDictionary();

    /// <summary>Ours, by provider and model.</summary>
    [Benchmark]
    public int Find() => _contenders.Find();

    /// <summary>The whole cost of a call.</summary>
    [Benchmark]
    public decimal GetCost() => _contenders.GetCost();
}

/// <summary>Loads of the table.</summary>
[MemoryDiagnoser]
public class PriceLoadBenchmarks
{
    private readonly PricingContenders _contenders = new();

    /// <summary>What it is measured against: the same data as JSON.</summary>
    [Benchmark(Baseline = true)]
    public int ParseJson() => _contenders.ParseJson();

    /// <summary>Ours, as the first look-up does it.</summary>
    [Benchmark]
    public int Load() => _contenders.Load();

    /// <summary>Ours, with every row read.</summary>
    [Benchmark]
    public int LoadAll() => _contenders.LoadAll();
}
