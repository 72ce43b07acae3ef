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
        var name = type.IsIn("TokenTracking.Providers", "ILlmProvider") || type.AllInterfaces.Any(static inherited =>
            inherited.IsIn("TokenTracking.Providers", "ILlmProvider")) ? "Name" : "ProviderName";
        if (members.FindPath(Local, type, name) is not { Type.SpecialType: SpecialType.System_String } provider)
            return null;
        return new ReadScope(
            ReadScopeKind.Value, "source", Local, null, ImmutableArray.Create($"call.Provider = {provider.Text};").ToEquatableArray(),
            EquatableArray<ReadScope>.Empty);
    }

    private static bool IsCount(Expression? expression)
        => expression is not null && Members.Underlying(expression.Type).SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64;
}
