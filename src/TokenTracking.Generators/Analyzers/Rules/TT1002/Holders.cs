using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TokenTracking.Generators.Analyzers.Rules.TT1002;

/// <summary>A program's own types that only keep what they are given: of a result in one, its members tell everything.</summary>
internal static class Holders
{
    /// <summary>True for a class, record or struct of this compilation with fields and properties alone: nothing else in it can read the
    /// result.</summary>
    public static bool IsHolder(ITypeSymbol type)
        => type is INamedTypeSymbol { DeclaringSyntaxReferences: { IsEmpty: false } declarations,
            TypeKind: TypeKind.Class or TypeKind.Struct,
            BaseType.SpecialType: SpecialType.System_Object or SpecialType.System_ValueType, Interfaces: var faces }
            && faces.All(face => type.IsRecord && face.Name == "IEquatable")
            && declarations.All(static reference => reference.GetSyntax() is TypeDeclarationSyntax { Members: var members }
                && members.All(IsPlain));

    /// <summary>True for a field, and for an auto-implemented property.</summary>
    public static bool IsStored(ISymbol member)
        => member is IFieldSymbol || member.DeclaringSyntaxReferences.All(static reference => reference.GetSyntax() is not
            PropertyDeclarationSyntax { ExpressionBody: not null } and not PropertyDeclarationSyntax { AccessorList.Accessors: [
                { Body: not null } or { ExpressionBody: not null }, ..] });

    private static bool IsPlain(MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax or PropertyDeclarationSyntax => true,
        ConstructorDeclarationSyntax constructor => constructor.Initializer is null
            && !constructor.DescendantNodes().Any(static node => node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax),
        BaseTypeDeclarationSyntax => true,
        _ => false,
    };
}
