using System.Diagnostics;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using TokenTracking.Pipelines;

// dotnet run -c Release --project tests/TokenTracking.Pipelines -- [PIPELINES] [SEED]
var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5_000;
var seed = args.Length > 1 ? ulong.Parse(args[1], CultureInfo.InvariantCulture) : (ulong)Random.Shared.NextInt64();
var started = Stopwatch.GetTimestamp();
var wrong = await RandomPipelines.RunAsync(count, seed, Console.WriteLine);
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{count} pipelines, seed {seed}: {wrong} wrong, {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s"));
return wrong == 0 ? 0 : 1;
