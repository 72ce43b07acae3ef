using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Binding;

namespace TokenTracking.Generators.Analyzers.Rules.TT1006;

/// <summary>A value that is assigned or added to a field, a property or a constructor parameter.</summary>
/// <param name="Member">The field, property or parameter.</param>
/// <param name="Object">The object of its type: values of one object belong together.</param>
/// <param name="Value">The value; null if the member is changed in a way that is not followed.</param>
internal sealed record MemberValue(ISymbol Member, string Object, IOperation? Value);

/// <summary>The sources of the values of members of the compilation's types: counters in fields, records with counts.</summary>
internal static class MemberValues
{
    private static readonly ConditionalWeakTable<Compilation,
        ConcurrentDictionary<INamedTypeSymbol, ILookup<ISymbol, MemberValue>>> Known = new();

    /// <summary>All values that the files of the compilation which contain token counts assign to a member; empty for a member that is also
    /// changed in another way.</summary>
    public static IReadOnlyList<MemberValue> Of(ISymbol member, Compilation compilation)
    {
        if (member.OriginalDefinition is not { ContainingType: { } type } own
            || type.DeclaringSyntaxReferences.IsEmpty || type.TypeKind is TypeKind.Enum)
            return [];
        var perType = Known.GetValue(compilation, static _ => new(SymbolEqualityComparer.Default));
        var values = perType.GetOrAdd(type, key => Find(key, compilation))[own].ToList();
        return values.Any(static value => value.Value is null) ? [] : values;
    }

    private static ILookup<ISymbol, MemberValue> Find(INamedTypeSymbol type, Compilation compilation)
    {
        var names = new HashSet<string>(type.GetMembers().Where(static member => member is IFieldSymbol or IPropertySymbol)
            .Select(static member => member.Name), StringComparer.Ordinal);
        var found = new List<MemberValue>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (!TokenFiles.Speaks(tree) || !tree.GetText().ToString().Contains(type.Name))
                continue;
            var model = compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes())
            {
                if (Concerns(node, type, names) && model.GetOperation(node) is { } operation)
                    found.AddRange(Given(operation, type));
            }
        }

        foreach (var parameter in type.InstanceConstructors.SelectMany(static constructor => constructor.Parameters))
            found.AddRange(OfPositional(parameter, type, found));
        return found.ToLookup(static value => value.Member, SymbolEqualityComparer.Default);
    }

    private static bool Concerns(SyntaxNode node, INamedTypeSymbol type, HashSet<string> names) => node switch
    {
        AssignmentExpressionSyntax { Left: { } left } => NameOf(left) is { } name && names.Contains(name),
        ObjectCreationExpressionSyntax { Type: { } created } => NameOf(created) == type.Name,
        ImplicitObjectCreationExpressionSyntax => true,
        ArgumentSyntax { RefKindKeyword.RawKind: not 0, Expression: { } handed } => NameOf(handed) is { } name && names.Contains(name),
        _ => false,
    };

    private static IEnumerable<MemberValue> Given(IOperation operation, INamedTypeSymbol type)
    {
        switch (operation)
        {
            case ICompoundAssignmentOperation { Target: IMemberReferenceOperation target } changed when IsOf(target.Member, type):
                yield return new(target.Member.OriginalDefinition, ObjectOf(target), changed.OperatorKind == BinaryOperatorKind.Add
                    ? changed.Value
                    : null);
                break;
            case ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } assigned when IsOf(target.Member, type)
                && !IsEmpty(assigned.Value):
                yield return new(target.Member.OriginalDefinition, ObjectOf(target), assigned.Value);
                break;
            case IArgumentOperation { Value: IMemberReferenceOperation target, Parent: IInvocationOperation call } when IsOf(
                target.Member, type):
                if (call.TargetMethod.ContainingType?.Name != "Interlocked")
                    yield return new(target.Member.OriginalDefinition, "", null);
                else if (call is { TargetMethod.Name: "Add", Arguments: [_, { } added] })
                    yield return new(target.Member.OriginalDefinition, ObjectOf(target), added.Value);
                break;
            case IObjectCreationOperation creation when SymbolEqualityComparer.Default.Equals(creation.Type?.OriginalDefinition, type):
                foreach (var argument in creation.Arguments)
                {
                    if (argument is { IsImplicit: false, Parameter: { } parameter } && !IsEmpty(argument.Value))
                        yield return new(parameter.OriginalDefinition, ObjectOf(creation.Syntax), argument.Value);
                }

                break;
            default:
                break;
        }
    }

    // record Row(long Input): the property contains the argument of the constructor.
    private static List<MemberValue> OfPositional(IParameterSymbol parameter, INamedTypeSymbol type, List<MemberValue> found)
        => type.IsRecord && type.GetMembers(parameter.Name).OfType<IPropertySymbol>()
            .FirstOrDefault() is { DeclaringSyntaxReferences: [{ } declared] } property
            && parameter.DeclaringSyntaxReferences is [{ } own] && own.SyntaxTree == declared.SyntaxTree && own.Span == declared.Span
            ? found.Where(value => SymbolEqualityComparer.Default.Equals(value.Member, parameter))
            .Select(value => value with { Member = property }).ToList()
            : [];

    // Identified by the object that is created, or by the member that contains the object whose members are set.
    private static string ObjectOf(IMemberReferenceOperation target)
    {
        var making = target.Syntax.Ancestors().TakeWhile(static node => node is not StatementSyntax)
            .FirstOrDefault(static node => node is BaseObjectCreationExpressionSyntax or WithExpressionSyntax);
        return making is not null
            && target.Instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver }
            ? ObjectOf(making)
            : ObjectOf(target.Syntax.Ancestors().FirstOrDefault(
                static node => node is MemberDeclarationSyntax and not GlobalStatementSyntax) ?? target.Syntax.SyntaxTree.GetRoot())
                + (target.Instance is IInstanceReferenceOperation or null ? "" : target.Instance.Syntax.ToString());
    }

    private static string ObjectOf(SyntaxNode node) => node.SyntaxTree.FilePath + "@" + node.SpanStart;

    private static bool IsOf(ISymbol member, INamedTypeSymbol type)
        => SymbolEqualityComparer.Default.Equals(member.ContainingType?.OriginalDefinition, type);

    private static bool IsEmpty(IOperation value)
        => UsagePath.Bare(value).ConstantValue.HasValue || UsagePath.Bare(value) is IDefaultValueOperation;

    private static string? NameOf(ExpressionSyntax target) => target switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        _ => null,
    };
}
