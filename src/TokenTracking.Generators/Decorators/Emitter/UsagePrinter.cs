using TokenTracking.Generators.Binding.Model;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Decorators.Emitter;

/// <summary>Prints how a usage object becomes a <c>TokenUsage</c>.</summary>
/// <param name="locals">The names of the method's locals.</param>
internal sealed class UsagePrinter(UniqueNames locals)
{
    // The first of the roles that are arguments of WithParts.
    private const CountRole FirstPart = CountRole.AudioInput;

    /// <summary>The usage of a local that is not null.</summary>
    public string Print(UsageModel usage, string local)
    {
        if (usage.Convention == CountConvention.Ready)
            return PathPrinter.Print(local, usage.Path);
        var arguments = usage.Counts.Where(static count => count.Role is > CountRole.Output and < FirstPart).Select(Argument)
            .Prepend($"output: {ValueOf(CountRole.Output)}").Prepend($"input: {ValueOf(CountRole.Input)}");
        if (usage.Total is { } total)
            arguments = arguments.Prepend($"total: {PathPrinter.Print(local, total)}");
        if (!usage.OutputIncludesReasoning)
            arguments = arguments.Append("reasoningIncluded: false");
        var factory = usage.Convention switch
        {
            CountConvention.Exclusive => Runtime.TokenUsage + ".FromExclusive",
            CountConvention.ByTotal => Runtime.StatedCounts + ".ByTotal",
            _ => Runtime.TokenUsage + ".FromInclusive",
        };
        var parts = string.Join(", ", usage.Counts.Where(static count => count.Role >= FirstPart).Select(Argument));
        return $"{factory}({string.Join(", ", arguments)}){(parts.Length == 0 ? "" : $".WithParts({parts})")}";

        string Argument(CountModel count) => $"{NameOf(count.Role)}: {Value(count, local)}";

        string ValueOf(CountRole role)
            => usage.Counts.FirstOrDefault(count => count.Role == role) is { } count ? Value(count, local) : "null";
    }

    private string Value(CountModel count, string local)
    {
        var value = PathPrinter.Print(local, count.Path);
        if (count.Place == CountPlace.Dictionary)
            return $"{Runtime.StatedCounts}.{count.Role}({value})";
        if (count.Place == CountPlace.Json)
        {
            var (details, written) = (locals.Take("details"), locals.Take("written"));
            return $"{value} is {{ }} {details} && {details}.Patch.TryGetValue({Runtime.StatedCounts}.CacheWriteTokensPath, "
                + $"out long {written}) ? (long?){written} : null";
        }

        if (count.Unless is { } part)
            return $"{PathPrinter.Print(local, part)} is null ? (long?){value} : null";
        return count.NeedsCast ? $"(long?){value}" : value;
    }

    private static string NameOf(CountRole role) => role switch
    {
        CountRole.Input => "input",
        CountRole.Output => "output",
        CountRole.CacheRead => "cacheRead",
        CountRole.CacheWrite5m => "cacheWrite5m",
        CountRole.CacheWrite1h => "cacheWrite1h",
        CountRole.CacheWrite => "cacheWrite",
        CountRole.Reasoning => "reasoning",
        CountRole.AudioInput => "audioInput",
        CountRole.AudioOutput => "audioOutput",
        CountRole.ImageInput => "imageInput",
        CountRole.ImageOutput => "imageOutput",
        _ => "serverToolCalls",
    };
}
