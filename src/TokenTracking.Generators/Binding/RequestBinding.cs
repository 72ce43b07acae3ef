using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding.Model;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Binding;

/// <summary>Finds what the arguments of a call, or the client itself, say of the request: model, output limit, tier, provider.</summary>
internal sealed class RequestBinding(Members members)
{
    private static readonly string[] Models = ["Model", "ModelId", "ModelName", "DeploymentName"];

    private static readonly string[] Limits =
        ["MaxOutputTokens", "MaxTokens", "MaxOutputTokenCount", "MaxCompletionTokens", "MaxTokensToSample"];

    private readonly ResultDetails _details = new(members);

    /// <summary>The fact that an argument is the value of; null for none.</summary>
    public static Fact? TryBindArgument(IParameterSymbol parameter)
    {
        var type = Members.Underlying(parameter.Type);
        if (type.SpecialType == SpecialType.System_String && Models.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase))
            return Fact.RequestModel;
        return IsCount(type) && Limits.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase) ? Fact.MaxOutputTokens : null;
    }

    /// <summary>The facts in a request object; null if it has none.</summary>
    public ReadScope? TryBindObject(ITypeSymbol type)
    {
        var underlying = Members.Underlying(type);
        if (underlying is not INamedTypeSymbol || underlying.SpecialType != SpecialType.None || underlying.IsRefLikeType
            || underlying.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface))
        {
            return null;
        }

        var reads = ImmutableArray.CreateBuilder<Read>();
        if (_details.FindText(Fact.RequestModel, underlying, Models) is { } model)
            reads.Add(model);
        if (Limits.Select(name => members.FindPath(underlying, name)).FirstOrDefault(IsCount) is { } limit)
            reads.Add(new FactRead(Fact.MaxOutputTokens, limit.Path));
        if (underlying.IsIn("TokenTracking.Providers", "LlmRequest") && members.FindPath(underlying, "Prompt") is { } prompt
            && members.FindPath(underlying, "System") is { } system)
        {
            reads.Add(new LengthRead(Fact.InputCharacters, new[] { prompt.Path, system.Path }.ToEquatableArray()));
        }

        if (reads.Count > 0 && _details.FindText(Fact.ServiceTier, underlying, ["ServiceTier"]) is { } tier)
            reads.Add(tier);
        return ScopeOf(reads);
    }

    /// <summary>The facts about every call in the client itself; null if it has none.</summary>
    public ReadScope? TryBindClient(ITypeSymbol type)
    {
        if (type.ContainingNamespace?.ToDisplayString() == "Microsoft.Extensions.AI")
            return FromMetadata(type);
        var name = IsLlmProvider(type) || type.AllInterfaces.Any(IsLlmProvider) ? "Name" : "ProviderName";
        var reads = ImmutableArray.CreateBuilder<Read>();
        if (members.FindPath(type, name) is { Type.SpecialType: SpecialType.System_String } provider)
            reads.Add(new FactRead(Fact.Provider, provider.Path));
        if (UsageShapes.ProviderOf(type) is { } sdk)
        {
            reads.Add(new FactConstant(Fact.Provider, sdk));
            if (FindEndpoint(type, "Endpoint") is { } endpoint)
                reads.Add(endpoint);
            if (_details.FindText(Fact.RequestModel, type, Models) is { } model)
                reads.Add(model);
        }

        if (UsageShapes.IsOfSemanticKernel(type) && members.FindPath(type, "Attributes") is { } attributes
            && attributes.Type.IsIn("System.Collections.Generic", "IReadOnlyDictionary", 2))
        {
            reads.Add(new FactRead(Fact.Attributes, attributes.Path));
        }

        return ScopeOf(reads);
    }

    private FactRead? FindEndpoint(ITypeSymbol type, string name)
        => members.FindPath(type, name) is { } found && found.Type.IsIn("System", "Uri") ? new FactRead(Fact.Endpoint, found.Path) : null;

    /// <summary>A chat client's metadata: <c>ChatClientMetadata</c> of an <c>IChatClient</c>, and so on.</summary>
    private ReadScope? FromMetadata(ITypeSymbol type)
    {
        if (type.Name.Length < 2
            || !type.AllInterfaces.Insert(0, (INamedTypeSymbol)type).Any(static face => !face.GetMembers("GetService").IsEmpty)
            || type.ContainingNamespace.GetTypeMembers(type.Name.Substring(1) + "Metadata").FirstOrDefault()
                is not { Arity: 0 } described)
        {
            return null;
        }

        var reads = ImmutableArray.CreateBuilder<Read>();
        if (members.FindPath(described, "ProviderName") is { } provider)
            reads.Add(new FactRead(Fact.Provider, provider.Path));
        if (FindEndpoint(described, "ProviderUri") is { } endpoint)
            reads.Add(endpoint);
        if (members.FindPath(described, "DefaultModelId") is { } model)
            reads.Add(new FactRead(Fact.RequestModel, model.Path));
        var name = described.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        var metadata = new ReadScope(
            ReadScopeKind.Service, ValuePath.Whole, name, reads.ToEquatableArray(), EquatableArray<ReadScope>.Empty);
        return ReadScope.Value(ValuePath.Whole, [], metadata);
    }

    private static ReadScope? ScopeOf(ImmutableArray<Read>.Builder reads)
        => reads.Count == 0 ? null : ReadScope.Value(ValuePath.Whole, reads);

    private static bool IsLlmProvider(ITypeSymbol type) => type.IsIn("TokenTracking.Providers", "ILlmProvider");

    private static bool IsCount(FoundPath? found) => found is not null && IsCount(Members.Underlying(found.Type));

    private static bool IsCount(ITypeSymbol type) => type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64;
}
