using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>
/// The texts that an expression may be: each text that some path through the code produces, with <see cref="Open"/> for a part that is only
/// known at run time.
/// </summary>
internal sealed class AddressTexts : ValueFold<AddressSet>
{
    /// <summary>Represents a part of a text that is not known.</summary>
    public const string Open = "…";

    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<FlowValue, AddressSet>> Known = new();

    private readonly AddressMembers _members;
    private readonly CancellationToken _cancellationToken;

    private AddressTexts(Compilation compilation, CancellationToken cancellationToken)
    {
        Memory = Known.GetValue(compilation, static _ => new());
        _members = new AddressMembers(compilation, cancellationToken);
        _cancellationToken = cancellationToken;
    }

    protected override ConcurrentDictionary<FlowValue, AddressSet> Memory { get; }

    protected override AddressSet None => AddressSet.None;

    protected override AddressSet Unknown => AddressSet.Unknown;

    /// <summary>The texts that a value may be; at least one.</summary>
    public static IReadOnlyList<string> TextsOf(IOperation value, CancellationToken cancellationToken)
        => TextsOf(value, null, cancellationToken);

    /// <summary>The texts that a value in the body of a method may be if these calls lead to the method.</summary>
    public static IReadOnlyList<string> TextsOf(IOperation value, FlowCall? call, CancellationToken cancellationToken)
    {
        if (PlainAddress.TextOf(value) is { } plain)
            return [plain];
        if (value.SemanticModel is not { Compilation: var compilation })
            return AddressSet.Unknown.Texts;
        var texts = new AddressTexts(compilation, cancellationToken).Of(new FlowValue(value, null, call), cancellationToken).Texts;
        return texts.Count == 0 ? AddressSet.Unknown.Texts : texts;
    }

    protected override AddressSet Join(AddressSet one, AddressSet other) => one.Or(other);

    // Derived types may set a member or override a method; the callers of a method are analyzed separately.
    protected override Reading<AddressSet> Before(FlowValue value)
    {
        if (value.IsGiven)
            return default;
        if (value is { Part: null, Operation.ConstantValue: { HasValue: true, Value: var constant } })
            return Reading<AddressSet>.Is(AddressSet.Of(constant));
        return value.Operation switch
        {
            IMemberReferenceOperation or IInvocationOperation when value.Part is null && PlainAddress.IsWithoutText(value.Operation.Type)
                => Reading<AddressSet>.Is(AddressSet.Unknown),
            IParameterReferenceOperation
            {
                Parameter.ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction },
            } parameter
                => Reading<AddressSet>.OneOf(VariableSteps.OfParameterAlone(value, parameter, _cancellationToken)),
            IPropertyReferenceOperation { Property: { IsIndexer: true, DeclaringSyntaxReferences.IsEmpty: false } } indexer
                when value.Part is null
                => _members.OfIndexer(value, indexer),
            IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } member when _members.IsFollowed(member.Member)
                => _members.OfOwn(value, member),
            IInvocationOperation call when MemberFlow.IsReplaceable(call.TargetMethod) && value.Part is not { Kind: AccessKind.Out }
                => _members.OfReplaceable(value, call),
            _ => default,
        };
    }

    protected override Reading<AddressSet> Leaf(FlowValue value) => value switch
    {
        { IsGiven: true, Operation: IParameterReferenceOperation { Parameter: var parameter } } => _members.OfParameter(value, parameter),
        { Part: { Kind: AccessKind.Member, Symbol: { } member } } when _members.IsFollowed(member) => _members.OfObject(value, member),
        {
            Part.Kind: AccessKind.Out,
            Operation: IInvocationOperation { TargetMethod: { Name: "TryCreate", ContainingType.Name: "Uri" } } call,
        }
            => AddressForms.OfUri(value, call.Arguments),
        { Part: not null } => Reading<AddressSet>.Is(AddressSet.Unknown),
        _ => AddressForms.Of(value, _cancellationToken),
    };
}
