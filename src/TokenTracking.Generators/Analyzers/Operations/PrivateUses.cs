using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Binding;

namespace TokenTracking.Generators.Analyzers.Operations;

/// <summary>The uses of a private member: its type shows all of them, so that a value can be followed through a field or a method.</summary>
internal static class PrivateUses
{
    /// <summary>Every reading, call and method group of a private member; null where others may use it too.</summary>
    public static IReadOnlyList<IOperation>? Of(ISymbol member, IOperation from)
    {
        if (member is not { DeclaredAccessibility: Accessibility.Private, ContainingType: { } type } || from.SemanticModel is not { } model)
            return null;
        var uses = new List<IOperation>();
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            var own = reference.SyntaxTree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(reference.SyntaxTree);
            foreach (var name in reference.GetSyntax().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (name.Identifier.ValueText == member.Name && Named(own.GetOperation(Expression(name))) is { } use && Names(use, member) && !IsWritten(use))
                    uses.Add(use);
            }
        }

        return uses;
    }

    /// <summary>Every value that a field or property is given in its own type; null where others may set it.</summary>
    public static IReadOnlyList<IOperation>? ValuesOf(ISymbol member, IOperation from) => IsSetAtHomeAlone(member) ? ValuesAtHome(member, from) : null;

    /// <summary>Every value that a field or property is given in its own type, whoever else may set it.</summary>
    public static IReadOnlyList<IOperation> ValuesAtHome(ISymbol member, IOperation from)
    {
        if (member is not { ContainingType: { } type } || from.SemanticModel is not { } model)
            return [];
        var values = new List<IOperation>();
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            var own = reference.SyntaxTree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(reference.SyntaxTree);
            foreach (var node in reference.GetSyntax().DescendantNodes())
            {
                var value = node switch
                {
                    VariableDeclaratorSyntax { Initializer.Value: { } initial } field when field.Identifier.ValueText == member.Name => initial,
                    PropertyDeclarationSyntax { Initializer.Value: { } initial } property when property.Identifier.ValueText == member.Name => initial,
                    AssignmentExpressionSyntax { Left: { } left, Right: { } right } when NameOf(left) == member.Name => right,
                    _ => null,
                };
                if (value is not null && own.GetOperation(value) is { } operation)
                    values.Add(operation);
            }
        }

        return values;
    }

    private static bool IsSetAtHomeAlone(ISymbol member) => member switch
    {
        IFieldSymbol field => field.IsReadOnly || field.DeclaredAccessibility == Accessibility.Private,
        IPropertySymbol property => property.SetMethod is null or { DeclaredAccessibility: Accessibility.Private } || property.DeclaredAccessibility == Accessibility.Private,
        _ => false,
    };

    // this.Make(), Make(), Type.Make(): the call rather than its name.
    private static ExpressionSyntax Expression(SimpleNameSyntax name)
    {
        ExpressionSyntax expression = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        return expression.Parent is InvocationExpressionSyntax call && call.Expression == expression ? call : expression;
    }

    // _make(): a delegate that is called, rather than a method.
    private static IOperation? Named(IOperation? use)
        => use is IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: IMemberReferenceOperation called } ? called : use;

    private static string? NameOf(ExpressionSyntax target) => target switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: var name } => name.Identifier.ValueText,
        _ => null,
    };

    private static bool Names(IOperation use, ISymbol member) => use switch
    {
        IInvocationOperation call => SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, member.OriginalDefinition),
        IMemberReferenceOperation reference => SymbolEqualityComparer.Default.Equals(reference.Member.OriginalDefinition, member.OriginalDefinition),
        _ => false,
    };

    private static bool IsWritten(IOperation use)
        => use.Parent is IAssignmentOperation assignment and not ICompoundAssignmentOperation && assignment.Target == use;
}
