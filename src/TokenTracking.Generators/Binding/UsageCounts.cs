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

    // The roles that a dictionary of counts is searched for.
    private static readonly CountRole[] Named =
        [CountRole.CacheRead, CountRole.CacheWrite, CountRole.Reasoning, CountRole.ServerToolCalls];

    private readonly UnreadCounts _unread = new(members);

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
        if (needsBoth ? input is null || (output is null && !IsUnmistakable(input)) : input is null && output is null)
            return null;

        var readInside = Find(CountRole.CacheRead, type, UsageRoles.CacheReadInside);
        var readBeside = Find(CountRole.CacheRead, type, UsageRoles.CacheReadBeside);
        var writeInside = Find(CountRole.CacheWrite, type, UsageRoles.CacheWriteInside);
        var writeBeside = Find(CountRole.CacheWrite, type, UsageRoles.CacheWriteBeside);
        var isExclusive = readBeside is not null || writeBeside is not null;
        if (isExclusive && (readInside is not null || writeInside is not null))
            return null;

        var read = readInside ?? readBeside ?? Find(CountRole.CacheRead, type, UsageRoles.CacheReadEither);
        var write = writeInside ?? writeBeside ?? Find(CountRole.CacheWrite, type, UsageRoles.CacheWriteEither);
        var isEither = (read is not null || write is not null)
            && readInside is null && readBeside is null && writeInside is null && writeBeside is null;
        var reasoning = Find(CountRole.Reasoning, type, UsageRoles.ReasoningInside);
        var reasoningBeside = reasoning is null ? Find(CountRole.Reasoning, type, UsageRoles.ReasoningBeside) : null;
        var write5m = Find(CountRole.CacheWrite5m, type, UsageRoles.CacheWrite5m);
        var write1h = Find(CountRole.CacheWrite1h, type, UsageRoles.CacheWrite1h);
        CountModel?[] counts =
        [
            input, output, read, write5m, write1h, Unsplit(write ?? InJson(type), write5m ?? write1h),
            reasoning ?? reasoningBeside, .. Parts.Select(part => Find(part.Role, type, part.Paths)),
        ];
        var found = WithNamed(type, counts);
        _unread.Note(type, found);
        var total = isEither ? UsageRoles.Total.Select(name => members.FindPath(type, name)).FirstOrDefault(IsCount)?.Path : null;
        var convention = isExclusive ? CountConvention.Exclusive
            : total is null ? CountConvention.Inclusive : CountConvention.ByTotal;
        return new UsageModel(convention, ValuePath.Whole, found.ToEquatableArray(), reasoningBeside is null, total);
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
        return new UsageModel(
            convention, ValuePath.Whole, counts.OfType<CountModel>().ToEquatableArray(), declared.OutputIncludesReasoning);

        CountModel? At(CountRole role, string? path) => path is null ? null : Find(role, type, [path]);
    }

    /// <summary>Whether a number has to be cast to <c>long?</c>; null for a type that is not a count.</summary>
    public static bool? NeedsCast(ITypeSymbol type) => Members.Underlying(type).SpecialType switch
    {
        SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Int32
            or SpecialType.System_UInt32 or SpecialType.System_Int64 => false,
        SpecialType.System_UInt64 => true,
        _ => null,
    };

    // Ollama's embeddings have no output.
    private static bool IsUnmistakable(CountModel input) => input.Path.Steps is [{ Name: "PromptEvalCount" }];

    private static bool IsCount(FoundPath? found) => found is not null && NeedsCast(found.Type) is false;

    /// <summary>The counts, with those that no property has but a dictionary of counts may have.</summary>
    private List<CountModel> WithNamed(ITypeSymbol type, CountModel?[] counts)
    {
        var found = counts.OfType<CountModel>().ToList();
        if (Members.Properties(type).FirstOrDefault(IsDictionaryOfCounts) is not { } dictionary)
            return found;
        members.Note(dictionary);
        var path = ValuePath.Of(Members.StepTo(dictionary));
        found.AddRange(Named
            .Where(role => !found.Exists(count => count.Role == role
                || (role == CountRole.CacheWrite && count.Role is CountRole.CacheWrite5m or CountRole.CacheWrite1h)))
            .Select(role => new CountModel(role, path, NeedsCast: false, Place: CountPlace.Dictionary)));
        return found;
    }

    private static bool IsDictionaryOfCounts(IPropertySymbol property)
        => property.Type is INamedTypeSymbol type && type.AllInterfaces.Insert(0, type).Any(static candidate =>
            candidate.IsIn("System.Collections.Generic", "IReadOnlyDictionary", 2)
                && candidate.TypeArguments[0].SpecialType == SpecialType.System_String
                && candidate.TypeArguments[1].SpecialType == SpecialType.System_Int64);

    /// <summary>What OpenAI states of cache writes in JSON that the types of its SDK do not have.</summary>
    private CountModel? InJson(ITypeSymbol type)
    {
        if (Members.FindProperty(type, "InputTokenDetails") is not { Type: INamedTypeSymbol details } property
            || details.GetMembers("Patch").OfType<IPropertySymbol>().FirstOrDefault(static patch => patch is
                { DeclaredAccessibility: Accessibility.Public, IsStatic: false }
                && patch.Type.IsIn("System.ClientModel.Primitives", "JsonPatch")) is not { } json)
        {
            return null;
        }

        members.Note(property);
        members.Note(json);
        return new CountModel(
            CountRole.CacheWrite, ValuePath.Of(Members.StepTo(property)), NeedsCast: false, Place: CountPlace.Json);
    }

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
}
