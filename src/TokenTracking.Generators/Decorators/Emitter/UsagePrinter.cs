using TokenTracking.Generators.Binding.Model;

namespace TokenTracking.Generators.Decorators.Emitter;

/// <summary>Prints how a usage object becomes a <c>TokenUsage</c>.</summary>
internal static class UsagePrinter
{
    // The first of the roles that are arguments of WithParts.
    private const CountRole FirstPart = CountRole.AudioInput;

    /// <summary>The usage of a local that is not null.</summary>
    public static string Print(UsageModel usage, string local)
    {
        if (usage.Convention == CountConvention.Ready)
            return PathPrinter.Print(local, usage.Path);
        var arguments = usage.Counts.Where(static count => count.Role is > CountRole.Output and < FirstPart).Select(Argument)
            .Prepend($"output: {ValueOf(CountRole.Output)}").Prepend($"input: {ValueOf(CountRole.Input)}");
        if (!usage.OutputIncludesReasoning)
            arguments = arguments.Append("reasoningIncluded: false");
        var factory = usage.Convention == CountConvention.Exclusive ? "FromExclusive" : "FromInclusive";
        var parts = string.Join(", ", usage.Counts.Where(static count => count.Role >= FirstPart).Select(Argument));
        return $"{Runtime.TokenUsage}.{factory}({string.Join(", ", arguments)}){(parts.Length == 0 ? "" : $".WithParts({parts})")}";

        string Argument(CountModel count) => $"{NameOf(count.Role)}: {Value(count, local)}";

        string ValueOf(CountRole role)
            => usage.Counts.FirstOrDefault(count => count.Role == role) is { } count ? Value(count, local) : "null";
    }

    private static string Value(CountModel count, string local)
    {
        var value = PathPrinter.Print(local, count.Path);
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
