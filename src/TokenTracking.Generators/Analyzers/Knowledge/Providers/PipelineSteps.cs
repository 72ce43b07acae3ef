using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;

namespace TokenTracking.Generators.Analyzers.Knowledge.Providers;

/// <summary>
/// The steps of a builder in the order in which the code adds them: the first one is the outermost, the last one the nearest to the
/// provider. The builder may be a chain, a variable over several statements, or go through methods of the program.
/// </summary>
internal sealed class PipelineSteps
{
    private const int DeepestCall = 4;
    private const int MostSteps = 200;

    private readonly TrackingSymbols _symbols;
    private readonly CancellationToken _cancellationToken;
    private readonly int _depth;
    private readonly List<PipelineStep> _steps = [];
    private readonly HashSet<IOperation> _visited = [];

    private PipelineSteps(TrackingSymbols symbols, int depth, CancellationToken cancellationToken)
    {
        _symbols = symbols;
        _depth = depth;
        _cancellationToken = cancellationToken;
    }

    /// <summary>All steps of the builder that an operation is, makes or adds to.</summary>
    public static IReadOnlyList<PipelineStep> Of(TrackingSymbols symbols, IOperation builder, CancellationToken cancellationToken)
    {
        var steps = new PipelineSteps(symbols, 0, cancellationToken);
        steps.Follow(Origin(builder));
        return steps._steps;
    }

    /// <summary>The steps below a step: those that are added after it, and not in another branch.</summary>
    public static IReadOnlyList<PipelineStep> Below(TrackingSymbols symbols, IInvocationOperation step, CancellationToken cancellationToken)
        => [.. Of(symbols, step, cancellationToken).SkipWhile(other => other.Call != step).Skip(1)
            .Where(other => !AreExclusive(step, other.Call))];

    /// <summary>The middleware below the innermost tracking, or of the whole pipeline if nothing tracks.</summary>
    public static MiddlewareKind Untracked(IEnumerable<PipelineStep> steps)
    {
        var kind = MiddlewareKind.None;
        foreach (var step in steps)
        {
            if (step.Tracks)
                kind = MiddlewareKind.None;
            if (kind is MiddlewareKind.None)
                kind = step.Kind;
        }

        return kind;
    }

    /// <summary>The call, creation or parameter that a builder begins with.</summary>
    public static IOperation Origin(IOperation builder)
    {
        var seen = new HashSet<IOperation>();
        var current = builder;
        while (seen.Add(current))
        {
            var previous = current switch
            {
                IConversionOperation conversion => conversion.Operand,
                IInvocationOperation call when CallReceivers.Of(call) is { } receiver && Builders.IsBuilder(receiver.Type) => receiver,
                ILocalReferenceOperation local when BodyFlow.Of(local).DefinitionsOf(local.Local) is [{ Part: null, Into: null } only]
                    && Builders.IsBuilder(only.Value.Type) => only.Value,
                _ => null,
            };
            if (previous is null)
                return current;
            current = previous;
        }

        return current;
    }

    private void Follow(IOperation origin)
    {
        // ConfigurePipeline(client): a method of the program that has added steps before it returns the builder.
        if (origin is IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.IsEmpty: false } made
            && Summary(made, null) is { } summary)
            Add(summary);
        switch (origin)
        {
            case IParameterReferenceOperation parameter:
                FollowReads(BodyFlow.Of(parameter).ReadsOf(parameter.Parameter));
                break;
            case ILocalReferenceOperation local:
                FollowReads(BodyFlow.Of(local).ReadsOf(local.Local));
                break;
            default:
                FollowValue(origin);
                break;
        }
    }

    private void FollowReads(IEnumerable<IOperation> reads)
    {
        foreach (var read in reads.OrderBy(static read => read.Syntax.SpanStart))
            FollowValue(read);
    }

    // A chain of steps from a value on, and what becomes of the builder at its end.
    private void FollowValue(IOperation value)
    {
        while (_visited.Add(value) && _steps.Count < MostSteps)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            switch (value.Parent)
            {
                case IConversionOperation or IParenthesizedOperation:
                    value = value.Parent;
                    continue;
                case IInvocationOperation call when call.Instance == value:
                    AddStep(call, null);
                    value = call;
                    continue;
                case IArgumentOperation { Parameter: { } parameter, Parent: IInvocationOperation call }:
                    AddStep(call, parameter);
                    value = call;
                    continue;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                    FollowReads(BodyFlow.Of(declarator).ReadsOf(declarator.Symbol));
                    return;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation local }:
                    FollowReads(BodyFlow.Of(local).ReadsOf(local.Local));
                    return;
                default:
                    return;
            }
        }
    }

    private void AddStep(IInvocationOperation call, IParameterSymbol? parameter)
    {
        if (call.TargetMethod.Name == "Build")
            return;
        var step = new PipelineStep(call, Middleware.KindOf(call), Builders.Tracks(_symbols, call));
        if (step is { Kind: MiddlewareKind.None, Tracks: false } && !call.TargetMethod.DeclaringSyntaxReferences.IsEmpty
            && Summary(call, parameter) is { } summary)
            Add(summary);
        else if (Builders.IsBuilder(call.Type))
            Add(step);
    }

    private void Add(PipelineStep step)
    {
        if (!_steps.Exists(other => other.Call == step.Call))
            _steps.Add(step);
    }

    // What a method of the program does with the builder that it gets, or returns.
    private PipelineStep? Summary(IInvocationOperation call, IParameterSymbol? parameter)
    {
        var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        if (_depth >= DeepestCall || MemberFlow.Around(call) is not { } members || method.DeclaringSyntaxReferences is not [{ } reference])
            return null;
        var inner = new PipelineSteps(_symbols, _depth + 1, _cancellationToken);
        if (parameter is null)
        {
            foreach (var returned in members.ReturnedBy(method, _cancellationToken)?.Values ?? [])
                inner.Follow(Origin(returned));
        }
        else if (parameter.Ordinal < method.Parameters.Length && Body(call, method, reference, members) is { } body)
        {
            inner.FollowReads(BodyFlow.Of(body).ReadsOf(method.Parameters[parameter.Ordinal]));
        }

        return new PipelineStep(call, Untracked(inner._steps), inner._steps.Exists(static step => step.Tracks));
    }

    private IOperation? Body(IInvocationOperation call, IMethodSymbol method, SyntaxReference reference, MemberFlow members)
        => method.MethodKind == MethodKind.LocalFunction ? call
            : members.OperationOf(reference.GetSyntax(_cancellationToken), _cancellationToken);

    // if (a) x; else y; – one of the two runs.
    private static bool AreExclusive(IOperation one, IOperation other)
    {
        var ancestors = new Dictionary<IOperation, IOperation>();
        for (var current = one; current.Parent is { } parent; current = parent)
            ancestors[parent] = current;
        for (var current = other; current.Parent is { } parent; current = parent)
        {
            if (ancestors.TryGetValue(parent, out var branch))
            {
                return branch != current && (parent switch
                {
                    IConditionalOperation choice => branch != choice.Condition && current != choice.Condition,
                    ISwitchOperation choice => branch != choice.Value && current != choice.Value,
                    ISwitchExpressionOperation choice => branch != choice.Value && current != choice.Value,
                    _ => false,
                });
            }
        }

        return false;
    }
}
