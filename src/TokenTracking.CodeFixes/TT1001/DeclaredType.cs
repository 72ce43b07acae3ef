using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace TokenTracking.CodeFixes.TT1001;

/// <summary>The declared type of the variable that a constructed provider is assigned to. A wrapped provider has the type of its
/// interface, so that the declaration has to change with it.</summary>
internal static class DeclaredType
{
    /// <summary>The explicit type syntax of the local, field or property that the expression is assigned to, if it is declared in the
    /// same document and not accessible outside it; otherwise, null.</summary>
    public static TypeSyntax? Find(ExpressionSyntax value, SemanticModel model, CancellationToken cancellationToken)
    {
        var type = value.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } }
                => declaration.Type,
            EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Type,
            AssignmentExpressionSyntax assignment when assignment.Right == value
                => OfTarget(model.GetSymbolInfo(assignment.Left, cancellationToken).Symbol, value.SyntaxTree, cancellationToken),
            _ => null,
        };
        return type is null or { IsVar: true } || !IsPrivate(type) ? null : type;
    }

    /// <summary>The syntax of a type, shortened as far as the imports of the document allow.</summary>
    public static TypeSyntax Named(INamedTypeSymbol type, SemanticModel model, TypeSyntax replaced)
    {
        var name = type.ToMinimalDisplayString(model, replaced.SpanStart, SymbolDisplayFormat.MinimallyQualifiedFormat);
        var isNullable = replaced is NullableTypeSyntax;
        return Microsoft.CodeAnalysis.CSharp.SyntaxFactory.ParseTypeName(isNullable ? name + "?" : name)
            .WithTriviaFrom(replaced).WithAdditionalAnnotations(Simplifier.Annotation);
    }

    private static TypeSyntax? OfTarget(ISymbol? target, SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (target is not { DeclaringSyntaxReferences: [{ } reference] } || reference.SyntaxTree != tree)
            return null;
        return reference.GetSyntax(cancellationToken) switch
        {
            VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } => declaration.Type,
            PropertyDeclarationSyntax property => property.Type,
            _ => null,
        };
    }

    private static bool IsPrivate(TypeSyntax type)
        => type.FirstAncestorOrSelf<MemberDeclarationSyntax>() switch
        {
            BaseFieldDeclarationSyntax field => IsPrivate(field.Modifiers),
            PropertyDeclarationSyntax property => IsPrivate(property.Modifiers),
            _ => true,
        };

    private static bool IsPrivate(SyntaxTokenList modifiers)
        => !modifiers.Any(static modifier => modifier.ValueText is "public" or "internal" or "protected");
}
