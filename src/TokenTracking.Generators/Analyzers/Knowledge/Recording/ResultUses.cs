using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;
using TokenTracking.Generators.Analyzers.Operations;

namespace TokenTracking.Generators.Analyzers.Knowledge.Recording;

/// <summary>What a method makes of the result of one call: locals and members of its own that hold it, or a part of it.</summary>
internal sealed class ResultUses
{
    private readonly TrackingSymbols _symbols;
    private readonly IOperation _call;
    private readonly HashSet<ISymbol> _holders = new(SymbolEqualityComparer.Default);

    public ResultUses(TrackingSymbols symbols, IOperation call)
    {
        (_symbols, _call) = (symbols, call);

        // Locals that are made of the result, and locals made of those.
        for (var before = -1; before != _holders.Count;)
        {
            before = _holders.Count;
            foreach (var operation in OperationWalk.Root(call).Descendants())
                _holders.UnionWith(Made(operation).OfType<ISymbol>());
        }
    }

    /// <summary>True for a value that is, or is made of, what the call returned.</summary>
    public bool Includes(IOperation value)
        => value == _call
            || (Holder(value) is { } holder && _holders.Contains(holder))
            || value.ChildOperations.Any(child => !IsQuestion(child) && Includes(child));

    /// <summary>True for an argument by which a method is handed what is made of the result, and not asked the next question with it.</summary>
    public bool IsHandedOn(IArgumentOperation argument) => !IsQuestion(argument) && Includes(argument.Value);

    // The answer to one question is put into the next: what comes of that is the next call's.
    private bool IsQuestion(IOperation value)
        => value is IArgumentOperation { Parent: IInvocationOperation { Type: { } answer } asked } argument && asked != _call
            && UsageShape.Carries(_symbols, answer) && !UsageShape.Carries(_symbols, argument.Value.Type) && asked.TargetMethod.ContainingType.Name is not "Enumerable";

    private IEnumerable<ISymbol?> Made(IOperation operation) => operation switch
    {
        IVariableDeclaratorOperation { Initializer: { } initializer } declarator when Includes(initializer.Value) => [declarator.Symbol],
        IAssignmentOperation assignment when Includes(assignment.Value) => Targets(assignment.Target),
        IForEachLoopOperation loop when Includes(loop.Collection) => loop.Locals,
        IIsPatternOperation test when Includes(test.Value) => test.Pattern.DescendantsAndSelf().Select(Named),
        ISwitchExpressionOperation choice when Includes(choice.Value) => choice.Arms.SelectMany(static arm => arm.Pattern.DescendantsAndSelf()).Select(Named),

        // streamEvent.TryPickStart(out var start)
        IInvocationOperation asked when asked.ChildOperations.Any(Includes) => Out(asked).Concat(Collected(asked)),
        _ => [],
    };

    private static IEnumerable<ISymbol?> Targets(IOperation target) => target is IDeclarationExpressionOperation or ITupleOperation
        ? target.DescendantsAndSelf().Select(Holder)
        : [Holder(target)];

    private static IEnumerable<ISymbol?> Out(IInvocationOperation call)
        => call.Arguments.Where(static argument => argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref).SelectMany(static argument => argument.Value.DescendantsAndSelf()).Select(Holder);

    // updates.Add(update): the list holds the pieces with usage.
    private IEnumerable<ISymbol?> Collected(IInvocationOperation call)
        => call is { Instance: { } list, Arguments: [{ Value: var item }] } && UsageShape.Carries(_symbols, item.Type) && Includes(item) ? [Holder(list)] : [];

    private static ISymbol? Holder(IOperation value) => value switch
    {
        ILocalReferenceOperation local => local.Local,
        IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } } field => field.Field,
        IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } } property => property.Property,
        _ => null,
    };

    private static ISymbol? Named(IOperation pattern) => pattern switch
    {
        IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
        IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
        _ => null,
    };
}
