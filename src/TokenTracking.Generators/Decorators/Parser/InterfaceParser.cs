using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>Decides everything about the decorator of one interface: first whether there can be one, then what it does.</summary>
internal sealed partial class InterfaceParser
{
    private readonly INamedTypeSymbol _interface;
    private readonly TrackingRequest _request;
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellationToken;
    private readonly ImmutableArray<Finding>.Builder _findings = ImmutableArray.CreateBuilder<Finding>();
    private readonly ImmutableArray<Slot>.Builder _slots = ImmutableArray.CreateBuilder<Slot>();
    private readonly Warnings _warnings = new();
    private readonly TypeNames _types;
    private readonly NameClashes _clashes;
    private readonly ResultDetails _details;
    private readonly ResultBinding _results;
    private readonly RequestBinding _requests;
    private IReadOnlyDictionary<INamedTypeSymbol, string> _family = ServiceFamily.None;
    private EquatableArray<BaseArgument>? _baseArguments;
    private readonly Dictionary<ISymbol, MemberRole> _roles = new(SymbolEqualityComparer.Default);
    private bool _refused;

    public InterfaceParser(INamedTypeSymbol type, TrackingRequest request, Compilation compilation, CancellationToken cancellationToken)
    {
        _interface = type;
        _request = request;
        _compilation = compilation;
        _cancellationToken = cancellationToken;
        _types = new TypeNames(AllTypeParameters(type), compilation);
        var members = new Members(member => _warnings.Note(member), NoteUnread);
        _details = new ResultDetails(members);
        _results = new ResultBinding(members, _details, _types, compilation);
        _requests = new RequestBinding(members);
        Names = new DecoratorNames(type, compilation);
        _clashes = NameClashes.In(compilation);
    }

    public INamedTypeSymbol Type => _interface;

    public DecoratorNames Names { get; }

    /// <summary>The type parameters that the decorator has in common with the interface.</summary>
    public IEnumerable<string> TypeParameters => AllTypeParameters(_interface).Select(_types.Of);

    /// <summary>True if a slot is static: such an interface is no type argument and cannot be in a family; otherwise, false.</summary>
    public bool HasStatics => _slots.Any(static slot => slot.Member.IsStatic);

    /// <summary>What an interface, with the services that it returns, becomes.</summary>
    public static ParsedInterface Parse(
        INamedTypeSymbol type, TrackingRequest request, Compilation compilation, CancellationToken cancellationToken)
    {
        try
        {
            var definition = type.OriginalDefinition;
            return ReferencedTypes.GetOrParse(
                definition, request, compilation, () => ServiceFamily.Parse(definition, request, compilation, cancellationToken));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // One interface that the generator fails on must not cost the build all others: the analyzer names it.
            var what = $"{exception.GetType().Name}: {exception.Message}";
            return new ParsedInterface(
                null, [new Finding(RefusalIds.Crash, type, type.ToDisplayString(), what)], ParsedInterface.NoRoles);
        }
    }

    /// <summary>Finds the slots of the decorator, and the reasons why there cannot be one.</summary>
    /// <returns>True if there can be one; otherwise, false.</returns>
    public bool Check()
    {
        RefuseInterface();
        if (_refused)
            return false;
        FindSlots();
        if (_refused)
            return false;
        if (_slots.Count == 0)
            Refuse(RefusalIds.NothingToTrack, _interface, "it has no members to decorate");
        else if (IsClass && (_baseArguments = FindBaseArguments()) is null)
            Refuse(RefusalIds.NotAnInterface, _interface, NotDerivable);
        else if (IsClass && FindSecondState() is { } state)
            Refuse(RefusalIds.NotAnInterface, _interface, $"a decorator cannot share '{state.ToDisplayString()}' with the object");
        return !_refused;
    }

    /// <summary>Why there is no decorator.</summary>
    public ParsedInterface Refused() => new(null, _findings.ToImmutable(), ParsedInterface.NoRoles);

    /// <summary>The refusal of a type that an assembly names although no call of it can be recorded.</summary>
    public ParsedInterface RefusedWithoutCalls()
    {
        Refuse(RefusalIds.NothingToTrack, _interface, "none of its members is a call that a decorator can record");
        return Refused();
    }

    /// <summary>Decides what each slot does, after <see cref="Check"/> has returned true.</summary>
    /// <param name="family">The services that are decorated together, each with its decorator.</param>
    public ParsedInterface Build(IReadOnlyDictionary<INamedTypeSymbol, string> family)
    {
        _family = family;
        _details.ReadsStatus = _slots.Any(slot => slot.Member is IMethodSymbol method && IsLookUp(method));
        var members = ImmutableArray.CreateBuilder<MemberModel>(_slots.Count);
        foreach (var slot in _slots)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            if (ParseMember(slot) is { } member)
                members.Add(member);
        }

        return new ParsedInterface(
            CreateModel(members.ToImmutable()), _findings.ToImmutable(), _roles.ToImmutableDictionary(SymbolEqualityComparer.Default));
    }

    private void Refuse(string id, ISymbol symbol, params string[] arguments)
    {
        _refused = true;
        _findings.Add(new Finding(id, symbol, [_interface.ToDisplayString(), .. arguments]));
    }

    /// <summary>The type parameters of the types around it, outermost first, then its own.</summary>
    private static IEnumerable<ITypeParameterSymbol> AllTypeParameters(INamedTypeSymbol type)
        => type.ContainingType is { } containing ? AllTypeParameters(containing).Concat(type.TypeParameters) : type.TypeParameters;

    /// <summary>A member to implement.</summary>
    /// <param name="Declaring">The interface or class that declares it, as the tracked one inherits it.</param>
    /// <param name="Member">The member.</param>
    private readonly record struct Slot(INamedTypeSymbol Declaring, ISymbol Member);
}
