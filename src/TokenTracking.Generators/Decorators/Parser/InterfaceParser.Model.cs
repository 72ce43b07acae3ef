using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding.Model;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Parser;

internal sealed partial class InterfaceParser
{
    // The clients that the SDKs' own chat clients return from GetService.
    public static readonly string[] SdkClients =
        ["OpenAI.Chat.ChatClient", "OpenAI.Responses.ResponsesClient", "OpenAI.Embeddings.EmbeddingClient", "Anthropic.IAnthropicClient"];

    private InterfaceModel CreateModel(ImmutableArray<MemberModel> members)
    {
        var isObsoleteError = _warnings.NoteType(_interface);
        foreach (var constraint in AllTypeParameters(_interface).SelectMany(static parameter => parameter.ConstraintTypes))
            isObsoleteError |= _warnings.NoteType(constraint);
        return new InterfaceModel
        {
            HintName = Names.HintName,
            Namespace = string.Join(".", DecoratorNames.NamespaceParts(_interface).Select(Identifiers.Escape)),
            DisplayName = TypeNames.Bare(_interface),
            Interface = _types.NotNull(_interface),
            TypeOf = _types.ForTypeOf(_interface),
            Decorator = Names.Decorator,
            Extensions = Names.Extensions,
            TypeParameters = AllTypeParameters(_interface).Select(ParseTypeParameter).ToEquatableArray(),
            InnerTypeParameter = HasStatics
                ? new UniqueNames(AllTypeParameters(_interface).Select(static parameter => parameter.Name)).Take("TInner")
                : null,
            BaseArguments = _baseArguments,
            MemberNames = IsClass ? MemberNames().ToEquatableArray() : default,
            LowerLayers = members.Any(static member => member.IsServiceLookup) ? LowerLayers().ToEquatableArray() : default,
            Members = new EquatableArray<MemberModel>(members),
            IsDisposable = Inherits("System", "IDisposable") || Inherits("System", "IAsyncDisposable"),
            Client = _requests.TryBindClient(_interface) is { } body ? NewPlan("Client", _interface, body, null) : null,
            Provider = _request.Provider,
            IsObsoleteError = isObsoleteError,
            ExternAliases = _types.UsedAliases.ToEquatableArray(),
            DisabledWarnings = _warnings.Disabled.ToEquatableArray(),
            IsListed = _request.IsListed && !isObsoleteError && IsVisibleOutside(_interface),
        };
    }

    /// <summary>The types to ask a chat client for, to learn whether a lower layer tracks already.</summary>
    private IEnumerable<string> LowerLayers()
    {
        yield return $"global::{WellKnown.GeneratedNamespace}.IUsageTracked";
        foreach (var name in SdkClients)
        {
            if (_compilation.GetTypesByMetadataName(name) is { Length: 1 } found)
            {
                _warnings.NoteType(found[0]);
                yield return _types.NotNull(found[0]);
            }
        }
    }

    private bool Inherits(string @namespace, string name)
        => _interface.IsIn(@namespace, name) || _interface.AllInterfaces.Any(type => type.IsIn(@namespace, name));

    private static bool IsVisibleOutside(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            if (current.DeclaredAccessibility != Accessibility.Public)
                return false;
        }

        return true;
    }

    private ReadPlan NewPlan(string name, ITypeSymbol type, ReadScope body, IMethodSymbol? method)
    {
        var used = method is { IsGenericMethod: true } && Mentions(type, method) ? method.TypeParameters : [];
        return new ReadPlan(name, _types.Of(type), used.Select(ParseTypeParameter).ToEquatableArray(), body);
    }

    private static bool Mentions(ITypeSymbol type, IMethodSymbol method) => type switch
    {
        ITypeParameterSymbol parameter => SymbolEqualityComparer.Default.Equals(parameter.DeclaringMethod, method),
        IArrayTypeSymbol array => Mentions(array.ElementType, method),
        INamedTypeSymbol named => named.TypeArguments.Any(argument => Mentions(argument, method))
            || (named.ContainingType is { } containing && Mentions(containing, method)),
        _ => false,
    };
}
