using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;

namespace TokenTracking.Generators.Analyzers.Rules.TT1002;

/// <summary>Follows the result of a call through tasks, locals, patterns and lambdas, and determines whether its usage is kept.</summary>
internal sealed partial class UsageFlow(TrackingSymbols symbols, CancellationToken cancellationToken)
{
    private static readonly HashSet<string> Stores = new(StringComparer.Ordinal)
    {
        "Add", "AddRange", "Insert", "Remove", "RemoveAt", "Clear", "Contains", "Enqueue", "Push", "TryAdd",
    };


    // The values that are followed further, each once, even if several paths lead to it.
    private readonly Stack<IOperation> _open = new();
    private readonly HashSet<IOperation> _seen = [];

    /// <summary>True if no path from the value leads to a read of its usage, or to code that is not visible.</summary>
    public bool Drops(IOperation value)
    {
        Follow(value);
        while (_open.Count > 0)
        {
            if (!StepDrops(_open.Pop()))
                return false;
        }

        return true;
    }

    // The values that it leads to are analyzed later; until then, nothing counts as lost.
    private bool Follow(IOperation value)
    {
        if (_seen.Add(value))
            _open.Push(value);
        return true;
    }

    private bool StepDrops(IOperation value)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return value.Parent switch
        {
            IExpressionStatementOperation => true,
            IConversionOperation conversion => NarrowsTask(conversion) || Follow(conversion),
            IParenthesizedOperation or IAwaitOperation or IArrayInitializerOperation
                or IArrayCreationOperation or ICollectionExpressionOperation or ISpreadOperation
                or ISwitchExpressionArmOperation or ITranslatedQueryOperation or IDelegateCreationOperation
                => Follow(value.Parent),
            ISwitchOperation choice => choice.Cases.SelectMany(static section => section.Clauses).OfType<IPatternCaseClauseOperation>()
                .All(clause => PatternDrops(clause.Pattern, clause)),
            ISwitchExpressionOperation choice
                => choice.Value == value ? choice.Arms.All(arm => PatternDrops(arm.Pattern, arm)) : Follow(choice),
            ICoalesceOperation coalesce => Follow(coalesce),
            IConditionalOperation conditional => conditional.Condition != value && Follow(conditional),
            IConditionalAccessOperation access => access.Operation == value ? ConditionalAccessDrops(access) : Follow(access),

            IArrayElementReferenceOperation element => element.ArrayReference == value && Follow(element),
            IImplicitIndexerReferenceOperation element => element.Instance == value && Follow(element),
            IWithOperation copy => copy.Operand == value && Follow(copy),
            ISimpleAssignmentOperation written when written.Target == value => true,
            ICoalesceAssignmentOperation kept when kept.Target == value => kept.Parent is IExpressionStatementOperation || Follow(kept),

            // cache[key] = result = await ...: the target of an assignment keeps the value too.
            IAssignmentOperation assignment and (ISimpleAssignmentOperation or ICoalesceAssignmentOperation)
                => assignment.Value == value && TargetDrops(assignment.Target, assignment)
                    && (assignment.Parent is IExpressionStatementOperation or IObjectOrCollectionInitializerOperation
                        or IAnonymousObjectCreationOperation || Follow(assignment)),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => LocalDrops(declarator.Symbol, declarator),
            IFieldInitializerOperation { InitializedFields: [var field, ..] } => OwnDrops(field, value),
            IPropertyInitializerOperation { InitializedProperties: [var property, ..] } => OwnDrops(property, value),
            IPropertyReferenceOperation property => property.Instance == value && MemberDrops(property, property.Property, value.Type),
            IFieldReferenceOperation field => MemberDrops(field, field.Field, value.Type),
            IInvocationOperation call => call.Instance == value && CallOnDrops(call),
            IArgumentOperation argument => ArgumentDrops(argument),
            IIsPatternOperation test => PatternDrops(test.Pattern, test),
            IBinaryOperation or IIsTypeOperation => true,
            IDeconstructionAssignmentOperation deconstruction => deconstruction.Value == value && DeconstructionDrops(deconstruction),
            IForEachLoopOperation loop => loop.Collection == value && LoopDrops(loop),
            ITupleOperation tuple => TupleDrops(tuple, value),
            IReturnOperation result => ReturnDrops(result),
            _ => false,
        };
    }

    // Task t = provider.CompleteAsync(request): the result is no longer accessible through it.
    private bool NarrowsTask(IConversionOperation conversion)
        => conversion.Type is INamedTypeSymbol { IsGenericType: false, Name: "Task" or "ValueTask" }
            && UsageShape.Carries(symbols, conversion.Operand.Type);

    private bool ConditionalAccessDrops(IConditionalAccessOperation access)
        => access.WhenNotNull.DescendantsAndSelf().OfType<IConditionalAccessInstanceOperation>().FirstOrDefault() is { } instance
            && Follow(instance);

    // Any other member is the text, the model or the stop reason; the rest of the result is lost with it.
    private bool MemberDrops(IOperation reference, ISymbol member, ITypeSymbol? result)
    {
        var type = member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;
        if (UsageShape.IsUsage(symbols, type) || UsageShape.SpeaksOfUsage(member.Name))
            return false;

        // The result in an object of the program's own: what is read from the result decides. The object's own code may look at the usage.
        if (UsageShape.Carries(symbols, type))
            return Follow(reference);
        return !UsageShape.Holds(symbols, result, member) && (Holders.IsStored(member) || !KeepsAResult(result));
    }

    private bool KeepsAResult(ITypeSymbol? type)
        => type?.GetMembers().OfType<IPropertySymbol>().Any(
            property => !UsageShape.SpeaksOfUsage(property.Name) && UsageShape.Carries(symbols, property.Type)) == true;

    private bool CallOnDrops(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.Name == "ContinueWith" && Lambdas(call).FirstOrDefault() is { Symbol.Parameters: [{ } antecedent, ..] } continuation)
            return ParameterDrops(antecedent, continuation);
        if (LinqMethods.IsOfAList(method))
            return SequenceDrops(call);
        if (method is { Name: "TryGetValue" or "TryPeek" or "TryPop" or "TryDequeue" })
            return WrittenDrop(call);
        if (method.Name is "GetAwaiter" or "GetResult" || UsageShape.Carries(symbols, method.ReturnType))
            return Follow(call);
        return method.MethodKind == MethodKind.Ordinary
            && (method.Name is "Wait" or "GetType" or "GetHashCode" or "Equals" or "MoveNext"
                or "MoveNextAsync" or "Dispose" or "DisposeAsync" || OnlyStores(method));
    }

    private bool ArgumentDrops(IArgumentOperation argument)
    {
        if (argument.Parent is IObjectCreationOperation creation)
            return CreationDrops(creation, argument);
        if (argument.Parent is not IInvocationOperation call)
            return false;
        var method = call.TargetMethod;

        // A list that the results are put into: what is read from it decides.
        if (OnlyStores(method) && call.Instance is ILocalReferenceOperation { Local: var list })
            return method.Name is "Remove" or "Contains" || LocalDrops(list, call);
        if (OnlyStores(method) && Initialized(call) is { } made)
            return Follow(made);
        if (method is { Name: "WhenAll" or "WhenAny" or "WhenEach" or "WaitAll" or "ConfigureAwait" or "WithCancellation" or "FromResult" })
            return Follow(call);
        if (method is { Name: "Exchange" or "CompareExchange" or "Read" or "Write", ContainingType.Name: "Interlocked" or "Volatile" })
            return argument.Parameter?.Ordinal == 0 ? Follow(call) : WrittenDrop(call);
        if (!method.DeclaringSyntaxReferences.IsEmpty)
            return GivenDrops(call, argument);
        return (LinqMethods.IsLinq(method) || LinqMethods.IsOfAList(method))
            && argument.Parameter?.Type.TypeKind != TypeKind.Delegate && SequenceDrops(call);
    }

    // In any LINQ query over a sequence, the lambdas receive the items, and the result may still contain them.
    private bool SequenceDrops(IInvocationOperation call)
        => call.Arguments.Where(static argument => argument.Parameter?.Type.TypeKind == TypeKind.Delegate)
            .All(argument => LinqMethods.Lambda(argument.Value) is { } lambda
                && lambda.Symbol.Parameters.Where(parameter => UsageShape.Carries(symbols, parameter.Type))
                .All(item => ParameterDrops(item, lambda)))
            && (!UsageShape.Carries(symbols, call.TargetMethod.ReturnType) || Follow(call));

    private static bool OnlyStores(IMethodSymbol method)
        => Stores.Contains(method.Name)
            && method.ContainingNamespace?.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal) == true;

    // (first, second) = (a.CompleteAsync(request), b.CompleteAsync(request))
    private bool TupleDrops(ITupleOperation tuple, IOperation value)
    {
        IOperation whole = tuple;
        while (whole.Parent is IConversionOperation)
            whole = whole.Parent;
        if (whole.Parent is not IDeconstructionAssignmentOperation { Target: var target } deconstruction)
            return Follow(whole);
        var names = target is IDeclarationExpressionOperation declaration ? declaration.Expression : target;
        var at = tuple.Elements.IndexOf(value);
        if (names is not ITupleOperation { Elements: var elements } || at < 0 || at >= elements.Length)
            return false;
        var taking = elements[at] is IDeclarationExpressionOperation declared ? declared.Expression : elements[at];
        return taking is ITupleOperation inner ? PositionsDrop(inner, at, deconstruction) : TargetDrops(taking, deconstruction);
    }

    // ((result, i), j) = ((await ..., 1), 2)
    private bool PositionsDrop(ITupleOperation inner, int position, IDeconstructionAssignmentOperation deconstruction)
    {
        var body = BodyFlow.Of(deconstruction);
        return !inner.Descendants().OfType<IMemberReferenceOperation>().Any()
            && body.DefinitionsAt(deconstruction)
                .Where(definition => definition.Part is { Kind: AccessKind.Item, Index: var index } && index == position
                    && definition.Variable is ILocalSymbol { Type: var type } && UsageShape.Carries(symbols, type))
                .SelectMany(definition => body.ReadsReached(definition, cancellationToken)).All(Follow);
    }

    private bool ReturnDrops(IReturnOperation operation)
    {
        if (OperationWalk.ReturningLambda(operation) is not { } lambda)
            return ReturnedDrops(operation);

        // Func<LlmResult> ask = () => ...: what is made of the delegate decides.
        if (OperationWalk.TakingCall(lambda) is not { } call)
            return lambda.Parent is IDelegateCreationOperation made && Follow(made);
        var method = call.TargetMethod;
        var passesOn = LinqMethods.IsSequenceMethod(method) || LinqMethods.IsOfAList(method)
            || (method is { Name: "Run" or "StartNew" or "ContinueWith" } && UsageShape.Carries(symbols, method.ReturnType))
            || PassThroughMethods.Is(symbols, call, lambda, cancellationToken);
        return passesOn && Follow(call);
    }

    private static IEnumerable<IAnonymousFunctionOperation> Lambdas(IInvocationOperation call)
        => call.Arguments.Select(static argument => LinqMethods.Lambda(argument.Value)).OfType<IAnonymousFunctionOperation>();
}
