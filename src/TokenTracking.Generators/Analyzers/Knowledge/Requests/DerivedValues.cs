using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>The values that derived types assign to the members of a type and pass to its constructors, found once per
/// compilation.</summary>
internal sealed class DerivedValues
{
    private static readonly ConditionalWeakTable<Compilation, DerivedValues> PerCompilation = new();

    private readonly Compilation _compilation;
    private readonly DerivedTypes _types;
    private readonly MemberFlow _flow;
    private readonly ConcurrentDictionary<ISymbol, ILookup<string, AssignmentExpressionSyntax>> _assignments
        = new(SymbolEqualityComparer.Default);

    private readonly ConcurrentDictionary<ISymbol, IReadOnlyList<(INamedTypeSymbol Type, IOperation Value)>> _given
        = new(SymbolEqualityComparer.Default);

    private DerivedValues(Compilation compilation)
        => (_compilation, _types, _flow) = (compilation, DerivedTypes.Of(compilation), MemberFlow.Of(compilation));

    public static DerivedValues Of(Compilation compilation) => PerCompilation.GetValue(compilation, static key => new DerivedValues(key));

    /// <summary>
    /// The values that derived types assign to the member: <c>Endpoint = "https://..."</c> in the constructor of a derived class.
    /// </summary>
    public IEnumerable<IOperation> Assigned(ISymbol member, INamedTypeSymbol? by, CancellationToken cancellationToken)
    {
        if (member.DeclaredAccessibility == Accessibility.Private || member.IsStatic || member.ContainingType is not { } type
            || member is IFieldSymbol { IsReadOnly: true }
                or IPropertySymbol { SetMethod: null or { DeclaredAccessibility: Accessibility.Private } })
            yield break;
        foreach (var assignment in _types.Below(type).Where(derived => IsInLine(derived, type, by))
            .SelectMany(derived => _assignments.GetOrAdd(derived, static key => Assignments((INamedTypeSymbol)key))[member.Name]))
        {
            if (_flow.OperationOf(assignment, cancellationToken) is IAssignmentOperation { Target: IMemberReferenceOperation target } given
                && SymbolEqualityComparer.Default.Equals(target.Member.OriginalDefinition, member.OriginalDefinition))
                yield return given.Value;
        }
    }

    /// <summary>
    /// The values that <c>base(...)</c>, <c>this(...)</c> and the base lists of derived types pass to the parameter of a constructor.
    /// </summary>
    public IEnumerable<IOperation> Given(IParameterSymbol parameter, INamedTypeSymbol? by, CancellationToken cancellationToken)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: { } type } constructor)
            return [];
        var own = parameter.OriginalDefinition;
        if (!_given.TryGetValue(own, out var given))
            _given[own] = given = [.. FindGiven(parameter, type, constructor, cancellationToken)];
        return given.Where(one => IsInLine(one.Type, type, by)).Select(static one => one.Value);
    }

    // If the type of an object is known, other derived types are irrelevant.
    private static bool IsInLine(INamedTypeSymbol derived, INamedTypeSymbol type, INamedTypeSymbol? by)
        => by is null || !DerivedTypes.Derives(by, type) || DerivedTypes.Derives(by, derived) || DerivedTypes.Derives(derived, by);

    private static ILookup<string, AssignmentExpressionSyntax> Assignments(INamedTypeSymbol type)
        => type.DeclaringSyntaxReferences.SelectMany(static part => part.GetSyntax().DescendantNodes().OfType<AssignmentExpressionSyntax>())
            .Where(static assignment => assignment.Parent is not InitializerExpressionSyntax)
            .ToLookup(static assignment => NameOf(assignment.Left) ?? "");

    private IEnumerable<(INamedTypeSymbol Type, IOperation Value)> FindGiven(
        IParameterSymbol parameter, INamedTypeSymbol type, IMethodSymbol constructor, CancellationToken cancellationToken)
    {
        foreach (var derived in _types.Below(type).Prepend(type))
        {
            // A referenced project has its source in the compilation reference, but no semantic model.
            foreach (var declaration in derived.DeclaringSyntaxReferences.Where(part => _compilation.ContainsSyntaxTree(part.SyntaxTree))
                .Select(part => part.GetSyntax(cancellationToken)).OfType<TypeDeclarationSyntax>())
            {
                foreach (var (call, arguments) in ConstructorCalls(declaration))
                {
                    if (Called(call) is { } called
                        && SymbolEqualityComparer.Default.Equals(called.OriginalDefinition, constructor.OriginalDefinition)
                        && Argument(arguments, parameter) is { } argument && _flow.OperationOf(argument, cancellationToken) is { } value)
                        yield return (derived, value);
                }
            }
        }
    }

    private static IEnumerable<(SyntaxNode Call, ArgumentListSyntax Arguments)> ConstructorCalls(TypeDeclarationSyntax declaration)
    {
        if (declaration.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault() is { } primary)
            yield return (primary, primary.ArgumentList);
        foreach (var constructor in declaration.Members.OfType<ConstructorDeclarationSyntax>())
        {
            if (constructor.Initializer is { } initializer)
                yield return (initializer, initializer.ArgumentList);
        }
    }

    private ISymbol? Called(SyntaxNode call) => call switch
    {
        PrimaryConstructorBaseTypeSyntax primary => _flow.ModelOf(call.SyntaxTree).GetSymbolInfo(primary).Symbol,
        ConstructorInitializerSyntax initializer => _flow.ModelOf(call.SyntaxTree).GetSymbolInfo(initializer).Symbol,
        _ => null,
    };

    private static ExpressionSyntax? Argument(ArgumentListSyntax arguments, IParameterSymbol parameter)
        => (arguments.Arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == parameter.Name)
            ?? arguments.Arguments.ElementAtOrDefault(parameter.Ordinal) switch
            {
                { NameColon: null } placed => placed,
                _ => null,
            })?.Expression;

    private static string? NameOf(ExpressionSyntax target) => target switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax, Name: var name }
            => name.Identifier.ValueText,
        _ => null,
    };
}
