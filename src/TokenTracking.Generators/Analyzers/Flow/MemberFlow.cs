using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>
/// What the types of a compilation give to their members and what their methods return, found once per member. Nothing is computed under
/// a lock: two rules that ask at the same time may both search, and find the same.
/// </summary>
internal sealed class MemberFlow
{
    private static readonly ConditionalWeakTable<Compilation, MemberFlow> PerCompilation = new();

    private readonly Compilation _compilation;
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();
    private readonly ConcurrentDictionary<ISymbol, DeclaredNames> _names = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, IReadOnlyList<FlowValue>> _given = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, IReadOnlyList<IOperation>> _uses = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, MethodResults?> _returned = new(SymbolEqualityComparer.Default);

    private MemberFlow(Compilation compilation) => _compilation = compilation;

    public static MemberFlow Of(Compilation compilation) => PerCompilation.GetValue(compilation, static key => new MemberFlow(key));

    /// <summary>The members of the compilation of an operation; null for an operation without a semantic model.</summary>
    public static MemberFlow? Around(IOperation operation) => operation.SemanticModel is { } model ? Of(model.Compilation) : null;

    /// <summary>True for a field or property that only its own type can set.</summary>
    public static bool IsSetAtHomeAlone(ISymbol member) => member switch
    {
        IFieldSymbol field => field.IsReadOnly || field.DeclaredAccessibility == Accessibility.Private,
        IPropertySymbol property => property.SetMethod is null or { DeclaredAccessibility: Accessibility.Private }
            || property.DeclaredAccessibility == Accessibility.Private,
        _ => false,
    };

    /// <summary>The values that initializers, assignments and constructors assign to a field or property in its own type.</summary>
    public IReadOnlyList<FlowValue> GivenAtHome(ISymbol member, CancellationToken cancellationToken)
    {
        var own = member.OriginalDefinition;
        return _given.TryGetValue(own, out var given) ? given : _given[own] = FindGiven(own, cancellationToken);
    }

    /// <summary>The operations whose values a member is given in its own type; of <c>(_a, _b) = (a, b)</c>, the element.</summary>
    public IReadOnlyList<IOperation> OperationsGivenAtHome(ISymbol member, CancellationToken cancellationToken)
        =>
        [
            .. GivenAtHome(member, cancellationToken).Select(value => value.Part is not null
                && ValueSteps.Of(value, cancellationToken) is [{ Part: null, Operation: var element }] ? element : value.Operation),
        ];

    /// <summary>The reads, calls and method groups of a member in its own type; null if other types may use it.</summary>
    public IReadOnlyList<IOperation>? UsesOf(ISymbol member, CancellationToken cancellationToken)
    {
        var own = member.OriginalDefinition;
        if (own is not { DeclaredAccessibility: Accessibility.Private, ContainingType: not null })
            return null;
        return _uses.TryGetValue(own, out var uses) ? uses : _uses[own] = FindUses(own, cancellationToken);
    }

    /// <summary>The values that a method or accessor of this compilation returns; null if an override may replace it or it has no body
    /// here.</summary>
    public MethodResults? ReturnedBy(IMethodSymbol method, CancellationToken cancellationToken)
        => IsReplaceable(method) ? null : ReturnedIn(method, cancellationToken);

    /// <summary>True if an override may be called in place of the method.</summary>
    public static bool IsReplaceable(IMethodSymbol method)
        => method.IsAbstract || method.IsVirtual || (method.IsOverride && !method.IsSealed && method.ContainingType?.IsSealed == false);

    /// <summary>The values that the body of a method or accessor returns, even if an override may replace it; null if it has no body
    /// here.</summary>
    public MethodResults? ReturnedIn(IMethodSymbol method, CancellationToken cancellationToken)
    {
        var own = (method.ReducedFrom ?? method).OriginalDefinition;
        return _returned.TryGetValue(own, out var returned) ? returned : _returned[own] = FindReturned(own, cancellationToken);
    }

    /// <summary>The operation of a node of this compilation; null if it has none.</summary>
    public IOperation? OperationOf(SyntaxNode node, CancellationToken cancellationToken)
    {
        // value!: the operator has no separate operation.
        while (node is PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed)
            node = suppressed.Operand;
        return _compilation.ContainsSyntaxTree(node.SyntaxTree)
            ? ModelOf(node.SyntaxTree).GetOperation(node, cancellationToken)
            : null;
    }

    /// <summary>The semantic model of a tree of this compilation.</summary>
    public SemanticModel ModelOf(SyntaxTree tree) => _models.GetOrAdd(tree, key => _compilation.GetSemanticModel(key));

    private List<FlowValue> FindGiven(ISymbol member, CancellationToken cancellationToken)
    {
        var given = new List<FlowValue>();
        foreach (var initial in Initializers(member, cancellationToken))
        {
            if (OperationOf(initial, cancellationToken) is { } value)
                given.Add(new FlowValue(value));
        }

        foreach (var reference in References(member, cancellationToken))
        {
            if (Definitions.OfTarget(member, reference, out _) is { Into: null } definition)
                given.Add(new FlowValue(definition.Value, definition.Part));
        }

        return given;
    }

    private List<IOperation> FindUses(ISymbol member, CancellationToken cancellationToken)
    {
        var uses = new List<IOperation>();
        foreach (var reference in References(member, cancellationToken))
        {
            if (reference is IInvocationOperation || (Definitions.OfTarget(member, reference, out var isRead) is var _ && isRead))
                uses.Add(reference);
        }

        return uses;
    }

    // The places in the same type that name a member: the call, for a method that is called.
    private IEnumerable<IOperation> References(ISymbol member, CancellationToken cancellationToken)
    {
        if (member.ContainingType is not { } type)
            yield break;
        foreach (var name in _names.GetOrAdd(type, static key => new DeclaredNames((INamedTypeSymbol)key)).Of(member.Name))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (OperationOf(DeclaredNames.Expression(name), cancellationToken) is { } operation
                && Named(operation) is { } use && Names(use, member))
                yield return use;
        }
    }

    private static IEnumerable<ExpressionSyntax> Initializers(ISymbol member, CancellationToken cancellationToken)
        => member.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellationToken) switch
        {
            VariableDeclaratorSyntax { Initializer.Value: { } value } => Bare(value),
            PropertyDeclarationSyntax { Initializer.Value: { } value } => Bare(value),
            _ => null,
        }).OfType<ExpressionSyntax>();

    // = null!, = (value): neither the exclamation mark nor the parentheses are operations.
    private static ExpressionSyntax Bare(ExpressionSyntax value)
    {
        for (; ; )
        {
            switch (value)
            {
                case PostfixUnaryExpressionSyntax suppressed:
                    value = suppressed.Operand;
                    break;
                case ParenthesizedExpressionSyntax parenthesized:
                    value = parenthesized.Expression;
                    break;
                default:
                    return value;
            }
        }
    }

    private MethodResults? FindReturned(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (method.DeclaringSyntaxReferences is not [{ } reference])
            return null;
        var declaration = reference.GetSyntax(cancellationToken);
        if (OperationOf(declaration, cancellationToken) is not { } body)
            return null;
        var returns = BodyFlow.Of(body).Returns(body is ILocalFunctionOperation ? body : null);
        return new MethodResults(
            [.. returns.Where(static each => each.Kind == OperationKind.Return).Select(static each => each.ReturnedValue!)],
            [.. returns.Where(static each => each.Kind == OperationKind.YieldReturn).Select(static each => each.ReturnedValue!)]);
    }

    // _make(): a delegate that is called, rather than a method.
    private static IOperation? Named(IOperation use)
        => use is IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: IMemberReferenceOperation called }
            ? called
            : use;

    private static bool Names(IOperation use, ISymbol member) => use switch
    {
        IInvocationOperation call => Is(call.TargetMethod.ReducedFrom ?? call.TargetMethod, member),
        IMemberReferenceOperation reference => Is(reference.Member, member),
        IObjectCreationOperation { Constructor: { } constructor } => Is(constructor, member),
        _ => false,
    };

    private static bool Is(ISymbol one, ISymbol member) => SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, member);
}

/// <summary>What a method returns.</summary>
/// <param name="Values">The values of its <c>return</c> statements.</param>
/// <param name="Elements">The values of its <c>yield return</c> statements.</param>
internal sealed record MethodResults(IReadOnlyList<IOperation> Values, IReadOnlyList<IOperation> Elements);
