using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Binding;

/// <summary>Finds what the arguments of a call, or the client itself, say of the request: model, output limit, tier, provider.</summary>
internal sealed class RequestBinding(Members members)
{
    private static readonly string[] Models = ["Model", "ModelId", "ModelName", "DeploymentName"];

    private static readonly string[] Limits =
        ["MaxOutputTokens", "MaxTokens", "MaxOutputTokenCount", "MaxCompletionTokens", "MaxTokensToSample"];

    private readonly ResultDetails _details = new(members);

    /// <summary>The property of the tracked call that an argument is the value of; null for none.</summary>
    public static string? TryBindArgument(IParameterSymbol parameter)
    {
        var type = Members.Underlying(parameter.Type);
        if (type.SpecialType == SpecialType.System_String && Models.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase))
            return "RequestModel";
        return type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64
            && Limits.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase)
            ? "MaxOutputTokens"
            : null;
    }

    /// <summary>What a request object says; null where it says nothing.</summary>
    public ReadScope? TryBindObject(ITypeSymbol type)
    {
        const string Local = "value";
        var underlying = Members.Underlying(type);
        if (underlying is not INamedTypeSymbol || underlying.SpecialType != SpecialType.None || underlying.IsRefLikeType
            || underlying.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface))
        {
            return null;
        }

        var statements = ImmutableArray.CreateBuilder<string>();
        if (_details.FindText(Local, underlying, Models) is { } model)
            statements.Add($"call.RequestModel = {model};");
        if (Limits.Select(name => members.FindPath(Local, underlying, name)).FirstOrDefault(IsCount) is { } limit)
            statements.Add($"call.MaxOutputTokens = {limit.Text};");
        if (statements.Count > 0 && _details.FindText(Local, underlying, ["ServiceTier"]) is { } tier)
            statements.Add($"call.ServiceTier = {tier};");
        return statements.Count == 0
            ? null
            : new ReadScope(ReadScopeKind.Value, "source", Local, null, statements.ToEquatableArray(), EquatableArray<ReadScope>.Empty);
    }

    /// <summary>What the client itself says of each of its calls; null where it says nothing.</summary>
    public ReadScope? TryBindClient(ITypeSymbol type)
    {
        const string Local = "value";
        if (type.ContainingNamespace?.ToDisplayString() == "Microsoft.Extensions.AI")
            return FromMetadata(type, Local);
        var name = type.IsIn("TokenTracking.Providers", "ILlmProvider") || type.AllInterfaces.Any(static inherited =>
            inherited.IsIn("TokenTracking.Providers", "ILlmProvider")) ? "Name" : "ProviderName";
        var statements = ImmutableArray.CreateBuilder<string>();
        if (members.FindPath(Local, type, name) is { Type.SpecialType: SpecialType.System_String } provider)
            statements.Add($"call.Provider = {provider.Text};");
        if (UsageShapes.ProviderOf(type) is { } sdk)
        {
            statements.Add($"call.Provider = {Identifiers.Literal(sdk)};");
            if (_details.FindText(Local, type, Models) is { } model)
                statements.Add($"call.RequestModel = {model};");
        }

        return statements.Count == 0
            ? null
            : new ReadScope(ReadScopeKind.Value, "source", Local, null, statements.ToEquatableArray(), EquatableArray<ReadScope>.Empty);
    }

    /// <summary>A chat client's metadata: <c>ChatClientMetadata</c> of an <c>IChatClient</c>, and so on.</summary>
    private ReadScope? FromMetadata(ITypeSymbol type, string local)
    {
        if (type.Name.Length < 2 || type.GetMembers("GetService").IsEmpty
            || type.ContainingNamespace.GetTypeMembers(type.Name.Substring(1) + "Metadata").FirstOrDefault() is not { Arity: 0 } described)
        {
            return null;
        }

        var statements = ImmutableArray.CreateBuilder<string>();
        if (members.FindPath("metadata", described, "ProviderName") is { } provider)
            statements.Add($"call.Provider = {provider.Text};");
        if (members.FindPath("metadata", described, "DefaultModelId") is { } model)
            statements.Add($"call.RequestModel = {model.Text};");
        var name = described.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        var metadata = new ReadScope(
            ReadScopeKind.Case, $"{local}.GetService(typeof({name}), null)", "metadata", name, statements.ToEquatableArray(),
            EquatableArray<ReadScope>.Empty);
        return new ReadScope(
            ReadScopeKind.Value, "source", local, null, EquatableArray<string>.Empty, ImmutableArray.Create(metadata).ToEquatableArray());
    }

    private static bool IsCount(Expression? expression)
        => expression is not null && Members.Underlying(expression.Type).SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64;
}
