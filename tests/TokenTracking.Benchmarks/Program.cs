using BenchmarkDotNet.Running;
using TokenTracking.Benchmarks.Decorators;
using TokenTracking.Benchmarks.Pricing;
using TokenTracking.Benchmarks.Wire;

// --short: side by side in one process, a minute instead of an hour, and exit code 1 where a target is missed.
if (args.Contains("--decorators", StringComparer.Ordinal))
    return DecoratorComparison.Run(Console.Out) ? 0 : 1;
if (args.Contains("--pricing", StringComparer.Ordinal))
    return PricingComparison.Run(Console.Out) ? 0 : 1;
if (args.Contains("--short", StringComparer.Ordinal))
    return PricingComparison.Run(Console.Out) & WireComparison.Run(Console.Out) ? 0 : 1;
BenchmarkSwitcher.FromAssembly(typeof(WireBenchmarks).Assembly).Run(args);
return 0;
