using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding.Model;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Binding;

/// <summary>Finds the counts of a usage object, and how they relate to each other.</summary>
internal sealed class UsageCounts(Members members)
{
    private static readonly (CountRole Role, string[] Paths)[] Parts =
    [
        (CountRole.AudioInput, UsageRoles.AudioInput),
        (CountRole.AudioOutput, UsageRoles.AudioOutput),
        (CountRole.ImageInput, UsageRoles.ImageInput),
        (CountRole.ImageOutput, UsageRoles.ImageOutput),
        (CountRole.ServerToolCalls, UsageRoles.ServerTools),
    ];

    /// <summary>The counts of an object.</summary>
    /// <param name="type">The object's type.</param>
    /// <param name="needsBoth">True if the object is not called usage: then only input and output together make it one.</param>
    /// <returns>The counts; null if the names are missing or contradict each other.</returns>
    public UsageModel? TryRead(ITypeSymbol type, bool needsBoth)
    {
        if (type.IsTokenUsage())
            return UsageModel.Ready(ValuePath.Whole);

        var input = Find(CountRole.Input, type, UsageRoles.Input);
        var output = Find(CountRole.Output, type, UsageRoles.Output);
        if (needsBoth ? input is null || output is null : input is null && output is null)
            return null;

        var readInside = Find(CountRole.CacheRead, type, UsageRoles.CacheReadInside);
        var readBeside = Find(CountRole.CacheRead, type, UsageRoles.CacheReadBeside);
        var writeInside = Find(CountRole.CacheWrite, type, UsageRoles.CacheWriteInside);
        var writeBeside = Find(CountRole.CacheWrite, type, UsageRoles.CacheWriteBeside);
        var reasoningInside = Find(CountRole.Reasoning, type, UsageRoles.ReasoningInside);
        var reasoningBeside = reasoningInside is null ? Find(CountRole.Reasoning, type, UsageRoles.ReasoningBeside) : null;
        var isExclusive = readBeside is not null || writeBeside is not null;
        if (isExclusive && (readInside is not null || writeInside is not null))
            return null;

        var write5m = Find(CountRole.CacheWrite5m, type, UsageRoles.CacheWrite5m);
        var write1h = Find(CountRole.CacheWrite1h, type, UsageRoles.CacheWrite1h);
        CountModel?[] counts =
        [
            input, output, readInside ?? readBeside, write5m, write1h, Unsplit(writeInside ?? writeBeside, write5m ?? write1h),
            reasoningInside ?? reasoningBeside, .. Parts.Select(part => Find(part.Role, type, part.Paths)),
        ];
        return Of(isExclusive ? CountConvention.Exclusive : CountConvention.Inclusive, counts, reasoningBeside is null);
    }

    /// <summary>The counts at the paths that the user declares.</summary>
    public UsageModel? TryRead(ITypeSymbol type, UsageShapeDeclaration declared)
    {
        CountModel?[] counts =
        [
            At(CountRole.Input, declared.Input), At(CountRole.Output, declared.Output), At(CountRole.CacheRead, declared.CacheRead),
            At(CountRole.CacheWrite5m, declared.CacheWrite5m), At(CountRole.CacheWrite1h, declared.CacheWrite1h),
            At(CountRole.CacheWrite, declared.CacheWrite), At(CountRole.Reasoning, declared.Reasoning),
        ];
        if (Array.TrueForAll(counts, static count => count is null))
            return null;
        var convention = declared.InputIncludesCache ? CountConvention.Inclusive : CountConvention.Exclusive;
        return Of(convention, counts, declared.OutputIncludesReasoning);

        CountModel? At(CountRole role, string? path) => path is null ? null : Find(role, type, [path]);
    }

    private static UsageModel Of(CountConvention convention, CountModel?[] counts, bool outputIncludesReasoning)
        => new(convention, ValuePath.Whole, counts.OfType<CountModel>().ToEquatableArray(), outputIncludesReasoning);

    /// <summary>The total of cache writes contains its split by lifetime: it counts only if the split is not there.</summary>
    private static CountModel? Unsplit(CountModel? total, CountModel? split)
    {
        if (total is null || split is null)
            return total;
        return split.Path.CanBeNull ? total with { Unless = split.Path } : null;
    }

    private CountModel? Find(CountRole role, ITypeSymbol type, string[] paths)
    {
        foreach (var path in paths)
        {
            if (members.FindPath(type, path) is { } found && NeedsCast(found.Type) is { } needsCast)
                return new CountModel(role, found.Path, needsCast);
        }

        return null;
    }

    /// <summary>Whether a number has to be cast to <c>long?</c>; null for a type that is not a count.</summary>
    private static bool? NeedsCast(ITypeSymbol type) => Members.Underlying(type).SpecialType switch
    {
        SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Int32
            or SpecialType.System_UInt32 or SpecialType.System_Int64 => false,
        SpecialType.System_UInt64 => true,
        _ => null,
    };
}
