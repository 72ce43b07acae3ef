using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Binding;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>What the types below a type put in the place of its members, set in them, and hand to its constructors.</summary>
internal static class DerivedTypes
{
    // A provider for each vendor; more of them say nothing new.
    private const int MostHeirs = 24;

    private static readonly ConditionalWeakTable<Compilation, Dictionary<ISymbol, List<INamedTypeSymbol>>> Heirs = new();

    /// <summary>The member itself, and every member of this compilation that overrides or implements it.</summary>
    public static IEnumerable<ISymbol> Standing(ISymbol member, Compilation compilation)
    {
        yield return member.OriginalDefinition;
        if (!(member.IsAbstract || member.IsVirtual || (member.IsOverride && !member.IsSealed)) || member.ContainingType is not { } type)
            yield break;
        foreach (var heir in Below(type, compilation))
        {
            if (type.TypeKind == TypeKind.Interface)
            {
                if (heir.TypeKind != TypeKind.Interface && Implementation(heir, member) is { } implementation)
                    yield return implementation.OriginalDefinition;
            }
            else if (heir.GetMembers(member.Name).FirstOrDefault(own => Overrides(own, member)) is { } overriding)
                yield return overriding.OriginalDefinition;
        }
    }

    /// <summary>The member as an object of a type has it: the override that is nearest to that type.</summary>
    public static ISymbol Seen(ISymbol member, INamedTypeSymbol? by)
    {
        for (var current = by; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, member.ContainingType?.OriginalDefinition))
                return member;
            if (current.GetMembers(member.Name).FirstOrDefault(own => Overrides(own, member)) is { } overriding)
                return overriding;
        }

        return member;
    }

    /// <summary>The expressions that types below the member's own assign to it: <c>Endpoint = "https://..."</c> in the constructor of a
    /// derived class.</summary>
    public static IEnumerable<ExpressionSyntax> Assigned(ISymbol member, INamedTypeSymbol? by, Compilation compilation)
        => member.DeclaredAccessibility == Accessibility.Private || member.IsStatic || member is IFieldSymbol { IsReadOnly: true }
            or IPropertySymbol { SetMethod: null or { DeclaredAccessibility: Accessibility.Private } }
            || member.ContainingType is not { } type
            ? []
            : Below(type, compilation).Where(heir => IsInLine(heir, type, by)).SelectMany(static heir => heir.DeclaringSyntaxReferences)
                .SelectMany(static declared => declared.GetSyntax().DescendantNodes().OfType<AssignmentExpressionSyntax>())
                .Where(assignment => NameOf(assignment.Left) == member.Name && assignment.Parent is not InitializerExpressionSyntax)
                .Select(static assignment => assignment.Right);

    /// <summary>The expressions that <c>base(...)</c>, <c>this(...)</c> and the base lists of derived types hand to the parameter of a
    /// constructor.</summary>
    public static IEnumerable<ExpressionSyntax> Handed(IParameterSymbol parameter, INamedTypeSymbol? by, Compilation compilation)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: { } type } constructor)
            yield break;
        foreach (var declared in Below(type, compilation).Where(heir => IsInLine(heir, type, by))
            .Prepend(type).SelectMany(static heir => heir.DeclaringSyntaxReferences))
        {
            // A project beside this one brings its source along, without a model of it.
            if (!compilation.ContainsSyntaxTree(declared.SyntaxTree) || declared.GetSyntax() is not TypeDeclarationSyntax declaration)
                continue;
            foreach (var (call, arguments) in Handing(declaration))
            {
                if (compilation.GetSemanticModel(declaration.SyntaxTree) is var model && Called(model, call) is { } called
                    && SymbolEqualityComparer.Default.Equals(called.OriginalDefinition, constructor.OriginalDefinition)
                    && Argument(arguments, parameter) is { } argument)
                    yield return argument;
            }
        }
    }

    // Of an object that is known to be of a type, its siblings say nothing.
    private static bool IsInLine(INamedTypeSymbol heir, INamedTypeSymbol type, INamedTypeSymbol? by)
        => by is null || !Derives(by, type) || Derives(by, heir) || Derives(heir, by);

    private static bool Derives(INamedTypeSymbol type, INamedTypeSymbol from)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, from.OriginalDefinition))
                return true;
        }

        return false;
    }

    private static IEnumerable<(SyntaxNode Call, ArgumentListSyntax Arguments)> Handing(TypeDeclarationSyntax declaration)
    {
        if (declaration.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault() is { } primary)
            yield return (primary, primary.ArgumentList);
        foreach (var constructor in declaration.Members.OfType<ConstructorDeclarationSyntax>())
        {
            if (constructor.Initializer is { } initializer)
                yield return (initializer, initializer.ArgumentList);
        }
    }

    private static ISymbol? Called(SemanticModel model, SyntaxNode call) => call switch
    {
        PrimaryConstructorBaseTypeSyntax primary => model.GetSymbolInfo(primary).Symbol,
        ConstructorInitializerSyntax initializer => model.GetSymbolInfo(initializer).Symbol,
        _ => null,
    };

    private static ExpressionSyntax? Argument(ArgumentListSyntax arguments, IParameterSymbol parameter)
        => (arguments.Arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == parameter.Name)
            ?? (parameter.Ordinal < arguments.Arguments.Count && arguments.Arguments[parameter.Ordinal] is { NameColon: null } placed
            ? placed
            : null))?.Expression;

    private static IEnumerable<INamedTypeSymbol> Below(INamedTypeSymbol type, Compilation compilation)
        => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly) && !type.IsSealed
            && Heirs.GetValue(compilation, Index).TryGetValue(type.OriginalDefinition, out var heirs) ? heirs.Take(MostHeirs) : [];

    private static Dictionary<ISymbol, List<INamedTypeSymbol>> Index(Compilation compilation)
    {
        var heirs = new Dictionary<ISymbol, List<INamedTypeSymbol>>(SymbolEqualityComparer.Default);
        foreach (var type in Types(compilation.Assembly.GlobalNamespace))
        {
            var above = new HashSet<ISymbol>(
                type.AllInterfaces.Select(static face => face.OriginalDefinition), SymbolEqualityComparer.Default);
            for (var current = type.BaseType; current is not null && above.Add(current.OriginalDefinition);)
                current = current.BaseType;
            foreach (var one in above.Where(one => SymbolEqualityComparer.Default.Equals(one.ContainingAssembly, compilation.Assembly)))
            {
                if (!heirs.TryGetValue(one, out var known))
                    heirs[one] = known = [];
                known.Add(type);
            }
        }

        return heirs;
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface } type)
                yield return type;
            foreach (var inner in Types(member))
                yield return inner;
        }
    }

    private static ISymbol? Implementation(INamedTypeSymbol heir, ISymbol member)
        => heir.AllInterfaces.Where(
            face => SymbolEqualityComparer.Default.Equals(face.OriginalDefinition, member.ContainingType.OriginalDefinition))
            .SelectMany(face => face.GetMembers(member.Name)).FirstOrDefault(
                own => SymbolEqualityComparer.Default.Equals(own.OriginalDefinition, member.OriginalDefinition)) is { } declared
            ? heir.FindImplementationForInterfaceMember(declared)
            : null;

    private static bool Overrides(ISymbol own, ISymbol member)
    {
        for (var current = own; current is not null; current = current switch
        {
            IPropertySymbol property => property.OverriddenProperty,
            IMethodSymbol method => method.OverriddenMethod,
            _ => null,
        })
        {
            if (!SymbolEqualityComparer.Default.Equals(current, own)
                && SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, member.OriginalDefinition))
                return true;
        }

        return false;
    }

    private static string? NameOf(ExpressionSyntax target) => target switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax, Name: var name }
            => name.Identifier.ValueText,
        _ => null,
    };
}
