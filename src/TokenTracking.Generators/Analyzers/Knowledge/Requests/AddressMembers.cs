using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>
/// The values that members, parameters and methods of this compilation may have or return, according to their own types and derived types.
/// </summary>
internal sealed class AddressMembers(Compilation compilation, CancellationToken cancellationToken)
{
    private readonly MemberFlow _flow = MemberFlow.Of(compilation);
    private readonly DerivedTypes _types = DerivedTypes.Of(compilation);
    private readonly DerivedValues _derived = DerivedValues.Of(compilation);

    /// <summary>True for a field or property of this compilation.</summary>
    public bool IsFollowed(ISymbol member)
        => member is IFieldSymbol { IsConst: false } or IPropertySymbol { IsIndexer: false }
            && SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, compilation.Assembly);

    /// <summary>
    /// A member of the object itself: <c>base.Endpoint</c> is the member of the base type, <c>this.Endpoint</c> may be that of any derived
    /// type.
    /// </summary>
    public Reading<AddressSet> OfOwn(FlowValue value, IMemberReferenceOperation member)
        => OfMember(value, member.Member, Receiver(value.Call, member.Member), member.Instance is { Syntax: BaseExpressionSyntax });

    /// <summary>A member of another object, whose value is not visible in the containing code.</summary>
    public Reading<AddressSet> OfObject(FlowValue value, ISymbol member)
    {
        var call = value.Operation is IObjectCreationOperation creation ? FlowCall.Enter(creation, value.Call) : value.Call;
        var held = value with { Part = value.Part!.Rest, Call = call, IsGiven = false };
        return OfMember(held, member, value.Operation.Type as INamedTypeSymbol, false);
    }

    /// <summary>The return values of a method that derived types may override.</summary>
    public Reading<AddressSet> OfReplaceable(FlowValue value, IInvocationOperation call)
    {
        var by = call.Instance is null or IInstanceReferenceOperation
            ? Receiver(value.Call, call.TargetMethod)
            : call.Instance.Type as INamedTypeSymbol;
        var entered = FlowCall.Enter(call, value.Call);
        var values = Replacing(call.TargetMethod, by, call.Instance is { Syntax: BaseExpressionSyntax }).OfType<IMethodSymbol>()
            .Select(method => _flow.ReturnedIn(method, cancellationToken)).OfType<MethodResults>()
            .SelectMany(returned => CallSteps.OfReturned(value, returned, entered) ?? []).ToList();
        return values.Count == 0 ? default : Reading<AddressSet>.OneOf(values);
    }

    /// <summary>The return values of the getter of an indexer of this compilation, for the arguments in the brackets.</summary>
    public Reading<AddressSet> OfIndexer(FlowValue value, IPropertyReferenceOperation indexer)
    {
        var entered = FlowCall.Enter(indexer, value.Call);
        var by = indexer.Instance?.Type as INamedTypeSymbol;
        var values = Replacing(indexer.Property, by, indexer.Instance is { Syntax: BaseExpressionSyntax })
            .Select(Computed).OfType<MethodResults>()
            .SelectMany(returned => CallSteps.OfReturned(value, returned, entered) ?? []).ToList();
        return values.Count == 0 ? default : Reading<AddressSet>.OneOf(values);
    }

    /// <summary>A parameter: its default value, and the arguments of derived types if it belongs to a constructor; everything else is
    /// unknown.</summary>
    public Reading<AddressSet> OfParameter(FlowValue value, IParameterSymbol parameter)
    {
        if (value.Part is { Kind: AccessKind.Member, Symbol: { } member } && IsFollowed(member))
            return OfObject(value, member);
        var given = _derived.Given(parameter, Receiver(value.Call, parameter.ContainingSymbol), cancellationToken)
            .Select(each => new FlowValue(each, value.Part, value.Call)).ToList();
        return With(given, Standard(parameter));
    }

    private Reading<AddressSet> OfMember(FlowValue value, ISymbol member, INamedTypeSymbol? by, bool isExact)
    {
        var values = new List<FlowValue>();
        var further = AddressSet.None;
        foreach (var each in Replacing(member, by, isExact))
        {
            if (Computed(each) is { } returned)
            {
                values.AddRange(CallSteps.OfReturned(value, returned, value.Call) ?? []);
                continue;
            }

            values.AddRange(_flow.GivenAtHome(each, cancellationToken)
                .Select(given => new FlowValue(given.Operation, Access.Join(given.Part, value.Part), value.Call)));
            values.AddRange(_derived.Assigned(each, by, cancellationToken).Select(value.With));
            if (Positional(each) is { } parameter)
            {
                values.AddRange(_derived.Given(parameter, by, cancellationToken).Select(value.With));
                further = further.Or(Standard(parameter));
            }
        }

        return With(values, values.Count == 0 ? further.Or(AddressSet.Unknown) : further);
    }

    private static Reading<AddressSet> With(List<FlowValue> values, AddressSet further)
        => values.Count == 0 ? Reading<AddressSet>.Is(further)
            : Reading<AddressSet>.MadeOf(values, parts => parts.Aggregate(static (one, other) => one.Or(other)).Or(further));

    private static AddressSet Standard(IParameterSymbol parameter)
        => parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: string standard }
            ? AddressSet.Of(standard).Or(AddressSet.Unknown)
            : AddressSet.Unknown;

    private IEnumerable<ISymbol> Replacing(ISymbol member, INamedTypeSymbol? by, bool isExact)
        => isExact ? [member.OriginalDefinition] : _types.Replacing(DerivedTypes.Seen(member, by));

    // A property with a body.
    private MethodResults? Computed(ISymbol member)
        => member is IPropertySymbol { GetMethod: { DeclaringSyntaxReferences: [{ } reference] } getter }
            && reference.GetSyntax(cancellationToken) is ArrowExpressionClauseSyntax
                or AccessorDeclarationSyntax { Body: not null } or AccessorDeclarationSyntax { ExpressionBody: not null }
            ? _flow.ReturnedIn(getter, cancellationToken)
            : null;

    // record Settings(string Url): the parameter that declares the property.
    private IParameterSymbol? Positional(ISymbol member)
        => member is IPropertySymbol { DeclaringSyntaxReferences: [{ } reference], ContainingType: var type }
            && reference.GetSyntax(cancellationToken) is ParameterSyntax declared
            ? type.InstanceConstructors.SelectMany(static constructor => constructor.Parameters)
                .FirstOrDefault(parameter => parameter.DeclaringSyntaxReferences is [{ } own] && own.SyntaxTree == declared.SyntaxTree
                    && own.Span == declared.Span)
            : null;

    // The type of the receiver of the containing calls, as far out as they stay with the object that has the member.
    private static INamedTypeSymbol? Receiver(FlowCall? call, ISymbol? member)
    {
        INamedTypeSymbol? receiver = null;
        for (; call is not null && member?.ContainingType is { } type; call = call.Outer)
        {
            var made = call.Site switch
            {
                IInvocationOperation { Instance.Type: INamedTypeSymbol instance } => instance,
                IObjectCreationOperation { Type: INamedTypeSymbol created } => created,
                _ => null,
            };
            if (made is not null && DerivedTypes.Derives(made, type))
                receiver = made;
        }

        return receiver;
    }
}
