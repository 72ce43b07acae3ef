using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>Decides everything about a decorator. The generator and the analyzer run the same parser: one emits, the other reports.</summary>
internal sealed partial class InterfaceParser
{
    // What the SDKs' own chat clients hand out of themselves.
    private static readonly string[] SdkClients =
        ["OpenAI.Chat.ChatClient", "OpenAI.Responses.ResponsesClient", "OpenAI.Embeddings.EmbeddingClient", "Anthropic.IAnthropicClient"];

    private readonly INamedTypeSymbol _interface;
    private readonly TrackingRequest _request;
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellationToken;
    private readonly ImmutableArray<Finding>.Builder _findings = ImmutableArray.CreateBuilder<Finding>();
    private readonly Warnings _warnings = new();
    private readonly TypeNames _types;
    private readonly ResultBinding _results;
    private readonly RequestBinding _requests;
    private readonly IReadOnlyDictionary<INamedTypeSymbol, string> _family;
    private bool _refused;

    private InterfaceParser(
        INamedTypeSymbol type, TrackingRequest request, Compilation compilation, IReadOnlyDictionary<INamedTypeSymbol, string> family,
        CancellationToken cancellationToken)
    {
        _family = family;
        _interface = type;
        _request = request;
        _compilation = compilation;
        _cancellationToken = cancellationToken;
        _types = new TypeNames(AllTypeParameters(type).Select(static parameter => parameter.Name), compilation);
        var members = new Members(member => _warnings.Note(member));
        _results = new ResultBinding(members, new ResultDetails(members), _types, compilation);
        _requests = new RequestBinding(members);
    }

    public static ParsedInterface Parse(
        INamedTypeSymbol type, TrackingRequest request, Compilation compilation, CancellationToken cancellationToken)
    {
        try
        {
            return ParseFamily(type.OriginalDefinition, request, compilation, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // One interface that the generator fails on must not cost the build all others: the analyzer names it.
            var what = $"{exception.GetType().Name}: {exception.Message}";
            return new ParsedInterface(null, [new Finding(RefusalIds.Crash, type, type.ToDisplayString(), what)]);
        }
    }

    /// <summary>An interface and those that it hands out: their decorators stand inside its own, and know each other by name.</summary>
    private static ParsedInterface ParseFamily(
        INamedTypeSymbol root, TrackingRequest request, Compilation compilation, CancellationToken cancellationToken)
    {
        var family = new Dictionary<INamedTypeSymbol, string>(SymbolEqualityComparer.Default);
        var alone = new InterfaceParser(root, request, compilation, family, cancellationToken).Parse();
        if (alone.Model is not { InnerTypeParameter: null } model)
            return alone;

        var parameters = model.TypeParameters.Select(static parameter => parameter.Name).ToArray();
        var names = new UniqueNames(parameters.Append(model.Decorator));
        family.Add(root, model.Decorator + (parameters.Length == 0 ? "" : $"<{string.Join(", ", parameters)}>"));
        var childRequest = request with { IsAttributed = false, IsListed = false };
        var children = ChildServices.In(compilation).Of(root)
            .Select(child => (Type: child, Request: child.FindOwnAttribute(TrackedInterfaces.Attribute) is { } own ? TrackingRequest.From(own, true, false) : childRequest))
            .Where(child => new InterfaceParser(child.Type, child.Request, compilation, family, cancellationToken).Parse().Model is { InnerTypeParameter: null })
            .ToArray();
        if (children.Length == 0 && !ChildServices.HandsOutItself(root))
            return alone;
        foreach (var (type, _) in children)
            family.Add(type, names.Take(new DecoratorNames(type).Decorator));

        var whole = new InterfaceParser(root, request, compilation, family, cancellationToken).Parse();
        var models = children.Select(child => new InterfaceParser(child.Type, child.Request, compilation, family, cancellationToken).Parse().Model! with
        {
            Decorator = family[child.Type],
        }).ToArray();
        return whole with
        {
            Model = whole.Model! with
            {
                Children = models.ToEquatableArray(),
                DisabledWarnings = models.SelectMany(static child => child.DisabledWarnings).Concat(whole.Model.DisabledWarnings)
                    .Distinct(StringComparer.Ordinal).OrderBy(static id => id, StringComparer.Ordinal).ToEquatableArray(),
                ExternAliases = models.SelectMany(static child => child.ExternAliases).Concat(whole.Model.ExternAliases)
                    .Distinct(StringComparer.Ordinal).OrderBy(static id => id, StringComparer.Ordinal).ToEquatableArray(),
            },
        };
    }

    private ParsedInterface Parse()
    {
        RefuseInterface();
        if (_refused)
            return new ParsedInterface(null, _findings.ToImmutable());

        var members = ParseMembers();
        if (members.Length == 0 && !_refused)
            Refuse(RefusalIds.NothingToTrack, _interface);
        var baseArguments = IsClass && !_refused ? FindBaseArguments() : null;
        if (IsClass && !_refused && baseArguments is null)
            Refuse(RefusalIds.NotAnInterface, _interface);
        if (_refused)
            _findings.RemoveAll(static finding => finding.Id == RefusalIds.HiddenUsage);
        return new ParsedInterface(_refused ? null : CreateModel(members, baseArguments), _findings.ToImmutable());
    }

    private InterfaceModel CreateModel(ImmutableArray<MemberModel> members, string? baseArguments)
    {
        var names = new DecoratorNames(_interface);
        var isObsoleteError = _warnings.NoteType(_interface);
        foreach (var constraint in AllTypeParameters(_interface).SelectMany(static parameter => parameter.ConstraintTypes))
            isObsoleteError |= _warnings.NoteType(constraint);
        return new InterfaceModel
        {
            HintName = names.HintName,
            Namespace = string.Join(".", DecoratorNames.NamespaceParts(_interface).Select(Identifiers.Escape)),
            DisplayName = TypeNames.Bare(_interface),
            Interface = _types.NotNull(_interface),
            TypeOf = _types.ForTypeOf(_interface),
            Decorator = names.Decorator,
            Extensions = names.Extensions,
            TypeParameters = AllTypeParameters(_interface).Select(ParseTypeParameter).ToEquatableArray(),
            InnerTypeParameter = members.Any(static member => member.IsStatic)
                ? new UniqueNames(AllTypeParameters(_interface).Select(static parameter => parameter.Name)).Take("TInner")
                : null,
            BaseArguments = baseArguments,
            Below = members.Any(static member => member.IsServiceLookup) ? Below().ToEquatableArray() : default,
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

    /// <summary>The types to ask a chat client for, to learn whether something under it tracks already.</summary>
    private IEnumerable<string> Below()
    {
        yield return "global::TokenTracking.Generated.IUsageTracked";
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

    private void Refuse(string id, ISymbol symbol, params string[] arguments)
    {
        _refused = true;
        _findings.Add(new Finding(id, symbol, [_interface.ToDisplayString(), .. arguments]));
    }

    private static bool IsVisibleOutside(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            if (current.DeclaredAccessibility != Accessibility.Public)
                return false;
        }

        return true;
    }

    /// <summary>The type parameters of the types around it, outermost first, then its own.</summary>
    private static IEnumerable<ITypeParameterSymbol> AllTypeParameters(INamedTypeSymbol type)
        => type.ContainingType is { } containing ? AllTypeParameters(containing).Concat(type.TypeParameters) : type.TypeParameters;

    private ReadPlan NewPlan(string name, ITypeSymbol type, ReadScope body, IMethodSymbol? method)
    {
        var used = method is { IsGenericMethod: true } && Mentions(type, method) ? method.TypeParameters : [];
        return new ReadPlan(
            name, _types.Of(type), used.Select(_types.Of).ToEquatableArray(),
            used.Select(ParseTypeParameter).Where(static parameter => parameter.Constraints.Length > 0)
                .Select(static parameter => $"where {parameter.Name} : {parameter.Constraints}").ToEquatableArray(),
            body);
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
