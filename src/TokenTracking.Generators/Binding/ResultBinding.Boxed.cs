using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding.Model;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Binding;

/// <summary>Usage in values of type object: the entries of a dictionary, and what an adapter has made its own object from.</summary>
internal sealed partial class ResultBinding
{
    private const string Raw = "RawRepresentation";

    private static readonly string[] Ids = ["Id", "CompletionId", "ResponseId"];

    // The objects that SDKs put into a dictionary's "Usage", by the connectors of Semantic Kernel 1.82.
    private static readonly string[] Usages =
    [
        "Microsoft.Extensions.AI.UsageDetails", "OpenAI.Chat.ChatTokenUsage", "OpenAI.Responses.ResponseTokenUsage",
        "OpenAI.Embeddings.EmbeddingTokenUsage", "OpenAI.Assistants.RunStepTokenUsage", "OpenAI.Assistants.RunTokenUsage",
        "OpenAI.Images.ImageTokenUsage", "Amazon.BedrockRuntime.Model.TokenUsage", "Azure.AI.Inference.CompletionsUsage",
        "Anthropic.Models.Messages.Usage", "Microsoft.SemanticKernel.Connectors.MistralAI.Client.MistralUsage",
        "Microsoft.SemanticKernel.Connectors.MistralAI.MistralUsage", "Mistral.SDK.DTOs.Usage",
    ];

    // Dictionaries that also have properties for the counts.
    private static readonly string[] Dictionaries =
    [
        "Microsoft.SemanticKernel.Connectors.Google.GeminiMetadata", "Microsoft.SemanticKernel.Connectors.Ollama.OllamaMetadata",
    ];

    // What the adapters of Microsoft.Extensions.AI lose is in the objects that they keep.
    private static readonly string[] Responses =
        ["OpenAI.Chat.ChatCompletion", "OpenAI.Responses.ResponseResult", "Anthropic.Models.Messages.Message"];

    /// <summary>The entry "Usage" of a dictionary of objects that a type has (Semantic Kernel's Metadata).</summary>
    private ReadScope? FromDictionary(ValuePath path, INamedTypeSymbol type)
    {
        if (Members.FindProperty(type, "Metadata") is not { } property || !IsDictionaryOfObjects(property.Type))
            return null;
        var metadata = ValuePath.Of(Members.StepTo(property));
        ReadScope[] entries = [.. Cases(Usages, ValuePath.Whole, IsCounted)];
        ReadScope[] own = [.. Cases(Dictionaries, metadata, IsCounted)];
        if (entries.Length + own.Length == 0)
            return null;
        members.Note(property);
        ReadScope[] id = [.. Ids.Select(name =>
            ReadScope.Of(ReadScopeKind.Entry, metadata, name) with
            {
                Reads = new Read[] { new FactRead(Fact.ResponseId, ValuePath.Whole, FactForm.Boxed) }.ToEquatableArray(),
            })];
        return ReadScope.Value(path, details.Find(type), [
            .. id, .. own,
            .. entries.Length == 0 ? Array.Empty<ReadScope>() : [ReadScope.Of(ReadScopeKind.Entry, metadata, "Usage", entries)]]);
    }

    /// <summary>A part of a stream's update, read from the SDK's object if the adapter kept it.</summary>
    private ReadScope Exact(INamedTypeSymbol type, IPropertySymbol carrier, ReadScope read, bool isAdded)
    {
        if (!isAdded || !type.IsIn("Microsoft.Extensions.AI", "UsageContent") || FindRaw(type) is not { } raw)
            return read;
        members.Note(carrier);
        ReadScope[] cases = [.. Cases(Usages, raw, counts => new UsageRead(counts, IsAdded: true))];
        return cases.Length == 0 ? read : ReadScope.Of(ReadScopeKind.Either, ValuePath.Whole, null, [.. cases, read]);
    }

    /// <summary>What the SDK's own object states beyond the counts that an adapter took from it.</summary>
    private IEnumerable<ReadScope> Refining(INamedTypeSymbol type, bool isAdded)
    {
        if (isAdded || FindRaw(type) is not { } raw)
            yield break;
        foreach (var name in Responses)
        {
            if (FindType(name) is { } response && Members.FindProperty(response, "Usage") is { } usage
                && _counts.TryRead(Members.Underlying(usage.Type), needsBoth: false) is { } counts)
            {
                members.Note(response);
                members.Note(usage);
                var inner = ReadScope.Value(
                    ValuePath.Of(Members.StepTo(usage)), [new UsageRead(counts, IsAdded: false, IsRefined: true)]);
                yield return ReadScope.Of(ReadScopeKind.Case, raw, types.NotNull(response), inner);
            }
        }
    }

    /// <summary>The object that an adapter was made for, if its SDK is not referenced: what the adapter drops cannot be read.</summary>
    private IEnumerable<ReadScope> Unseen(INamedTypeSymbol type)
    {
        if (FindRaw(type) is { } raw && FindType(Responses[0]) is null)
            yield return ReadScope.Value(ValuePath.Whole, [new SourceRead(raw)]);
    }

    private static ValuePath? FindRaw(INamedTypeSymbol type)
        => type.ContainingNamespace?.ToDisplayString() is "Microsoft.Extensions.AI" or "Microsoft.Agents.AI"
            && Members.FindProperty(type, Raw) is { Type.SpecialType: SpecialType.System_Object } property
            ? ValuePath.Of(Members.StepTo(property))
            : null;

    private static UsageRead IsCounted(UsageModel counts) => new(counts, IsAdded: false);

    private IEnumerable<ReadScope> Cases(string[] names, ValuePath path, Func<UsageModel, UsageRead> read)
    {
        foreach (var name in names)
        {
            if (FindType(name) is { } type && _counts.TryRead(type, needsBoth: false) is { } counts)
            {
                members.Note(type);
                yield return ReadScope.Value(path, [read(counts)]) with { Kind = ReadScopeKind.Case, Type = types.NotNull(type) };
            }
        }
    }

    private INamedTypeSymbol? FindType(string name)
        => compilation.GetTypesByMetadataName(name) is [{ } type] && compilation.IsSymbolAccessibleWithin(type, compilation.Assembly)
            ? type
            : null;

    private static bool IsDictionaryOfObjects(ITypeSymbol type)
        => type is INamedTypeSymbol named && named.AllInterfaces.Insert(0, named).Any(static candidate =>
            (candidate.IsIn("System.Collections.Generic", "IReadOnlyDictionary", 2)
                || candidate.IsIn("System.Collections.Generic", "IDictionary", 2))
            && candidate.TypeArguments is [{ SpecialType: SpecialType.System_String }, { SpecialType: SpecialType.System_Object }]);
}
