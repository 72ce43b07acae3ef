using BenchmarkDotNet.Running;
using TokenTracking.Benchmarks.Decorators;
using TokenTracking.Benchmarks.Pricing;
using TokenTracking.Benchmarks.Wire;

// Each form runs its contenders side by side in one process, minutes instead of an hour, and ends with exit code 1 where a target is
// missed.
if (Asked("--step"))
    return StepComparison.Run(Console.Out) ? 0 : 1;

if (Asked("--layers"))
    return await LayersComparison.RunAsync(Console.Out) ? 0 : 1;

if (Asked("--decorators"))
{
    var met = DecoratorComparison.Run(Console.Out) & StepComparison.Run(Console.Out);
    await WholePath.RunAsync(Console.Out);
    return met ? 0 : 1;
}

if (Asked("--pricing"))
    return PricingComparison.Run(Console.Out) ? 0 : 1;
if (Asked("--wire"))
    return WireComparison.Run(Console.Out) ? 0 : 1;
if (Asked("--short"))
    return PricingComparison.Run(Console.Out) & WireComparison.Run(Console.Out) ? 0 : 1;
BenchmarkSwitcher.FromAssembly(typeof(WireBenchmarks).Assembly).Run(args);
return 0;

bool Asked(string form) => args.Contains(form, StringComparer.Ordinal);
