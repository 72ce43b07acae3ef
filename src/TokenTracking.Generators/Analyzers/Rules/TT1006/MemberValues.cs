using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;

namespace TokenTracking.Generators.Analyzers.Rules.TT1006;

/// <summary>A value that is assigned or added to a field, a property or a constructor parameter.</summary>
/// <param name="Member">The field, property or parameter.</param>
/// <param name="Object">The object of its type: values of one object belong together.</param>
/// <param name="Value">The value; null if the member is changed in a way that is not followed.</param>
internal sealed record MemberValue(ISymbol Member, string Object, IOperation? Value);

/// <summary>Where the members of a program's own types get their values from: counters in fields, records that are filled with
/// counts.</summary>
internal sealed class MemberValues
{
    private static readonly ConditionalWeakTable<Compilation, MemberValues> PerCompilation = new();

    private readonly Compilation _compilation;
    private readonly MemberWrites _writes;
    private readonly ConcurrentDictionary<INamedTypeSymbol, ILookup<ISymbol, MemberValue>> _perType = new(SymbolEqualityComparer.Default);

    private MemberValues(Compilation compilation) => (_compilation, _writes) = (compilation, new MemberWrites(compilation));

    /// <summary>All values that the files of the compilation which contain token counts assign to a member; empty for a member that is also
    /// changed in another way.</summary>
    public static IReadOnlyList<MemberValue> Of(ISymbol member, Compilation compilation)
    {
        if (member.OriginalDefinition is not { ContainingType: { } type } own
            || type.DeclaringSyntaxReferences.IsEmpty || type.TypeKind is TypeKind.Enum)
            return [];
        var all = PerCompilation.GetValue(compilation, static key => new MemberValues(key));
        var values = all._perType.GetOrAdd(type, all.Find)[own].ToList();
        return values.Exists(static value => value.Value is null) ? [] : values;
    }

    private ILookup<ISymbol, MemberValue> Find(INamedTypeSymbol type)
    {
        var names = type.GetMembers().Where(static member => member is IFieldSymbol or IPropertySymbol)
            .Select(static member => member.Name).Distinct(StringComparer.Ordinal);
        var found = new List<MemberValue>();
        foreach (var node in _writes.To(type.Name, names))
        {
            if (MemberFlow.Of(_compilation).OperationOf(node, CancellationToken.None) is { } operation)
                found.AddRange(Given(operation, type));
        }

        foreach (var parameter in type.InstanceConstructors.SelectMany(static constructor => constructor.Parameters))
            found.AddRange(OfPositional(parameter, type, found));
        return found.ToLookup(static value => value.Member, SymbolEqualityComparer.Default);
    }

    private static IEnumerable<MemberValue> Given(IOperation operation, INamedTypeSymbol type)
    {
        switch (operation)
        {
            case ICompoundAssignmentOperation { Target: IMemberReferenceOperation target } changed when IsOf(target.Member, type):
                yield return new(target.Member.OriginalDefinition, ObjectOf(target), changed.OperatorKind == BinaryOperatorKind.Add
                    ? changed.Value
                    : null);
                break;
            case IAssignmentOperation { Target: IMemberReferenceOperation target } assigned when IsOf(target.Member, type)
                && assigned is ISimpleAssignmentOperation or ICoalesceAssignmentOperation && !IsEmpty(assigned.Value):
                yield return new(target.Member.OriginalDefinition, ObjectOf(target), assigned.Value);
                break;
            case IFieldInitializerOperation { InitializedFields: [var field, ..] } initial
                when IsOf(field, type) && !IsEmpty(initial.Value):
                yield return new(field.OriginalDefinition, UsageHolders.Position(initial.Syntax), initial.Value);
                break;
            case IPropertyInitializerOperation { InitializedProperties: [var property, ..] } initial
                when IsOf(property, type) && !IsEmpty(initial.Value):
                yield return new(property.OriginalDefinition, UsageHolders.Position(initial.Syntax), initial.Value);
                break;
            case IArgumentOperation { Value: IMemberReferenceOperation target, Parent: IInvocationOperation call } when IsOf(
                target.Member, type):
                if (call.TargetMethod.ContainingType?.Name is not ("Interlocked" or "Volatile"))
                    yield return new(target.Member.OriginalDefinition, "", null);
                else if (call is { TargetMethod.Name: "Add" or "Exchange" or "Write", Arguments: [_, { } added] } && !IsEmpty(added.Value))
                    yield return new(target.Member.OriginalDefinition, ObjectOf(target), added.Value);
                break;
            case IObjectCreationOperation creation when SymbolEqualityComparer.Default.Equals(creation.Type?.OriginalDefinition, type):
                foreach (var argument in creation.Arguments)
                {
                    if (argument is { IsImplicit: false, Parameter: { } parameter } && !IsEmpty(argument.Value))
                        yield return new(parameter.OriginalDefinition, UsageHolders.Position(creation.Syntax), argument.Value);
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
            ? UsageHolders.Position(making)
            : UsageHolders.Position(target.Syntax.Ancestors().FirstOrDefault(
                static node => node is MemberDeclarationSyntax and not GlobalStatementSyntax) ?? target.Syntax.SyntaxTree.GetRoot())
                + (target.Instance is IInstanceReferenceOperation or null ? "" : target.Instance.Syntax.ToString());
    }

    private static bool IsOf(ISymbol member, INamedTypeSymbol type)
        => SymbolEqualityComparer.Default.Equals(member.ContainingType?.OriginalDefinition, type);

    private static bool IsEmpty(IOperation value)
        => UsagePath.Bare(value).ConstantValue.HasValue || UsagePath.Bare(value) is IDefaultValueOperation;
}
