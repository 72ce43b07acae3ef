using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Exemptions;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;

namespace TokenTracking.Generators.Analyzers.Rules.TT1006;

/// <summary>TT1006: a count is added to one that contains it, or is passed to the factory of the other convention.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UsageAddedTwiceAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The factory for figures whose input includes the cached tokens.</summary>
    internal const string Inclusive = "FromInclusive";

    /// <summary>The factory for figures whose input excludes the cached tokens.</summary>
    internal const string Exclusive = "FromExclusive";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [UsageAddedTwiceRule.Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (TrackingSymbols.For(start.Compilation) is not { } symbols)
                return;
            start.RegisterOperationAction(operation => AnalyzeSum(operation, symbols), OperationKind.Binary);
            start.RegisterOperationAction(operation => AnalyzeCounter(operation, symbols), OperationKind.CompoundAssignment,
                OperationKind.SimpleAssignment, OperationKind.Invocation);
            start.RegisterOperationAction(operation => AnalyzeFactory(operation, symbols), OperationKind.Invocation);
        });
    }

    private static void AnalyzeSum(OperationAnalysisContext context, TrackingSymbols symbols)
    {
        if (context.Operation is IBinaryOperation
            {
                OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: not SpecialType.System_String,
            } sum && !IsPartOfASum(sum))
            JudgeSum(context, symbols, sum);
    }

    // A separate method, like JudgeCounter: its closures would be allocated for every addition in a program.
    private static void JudgeSum(OperationAnalysisContext context, TrackingSymbols symbols, IBinaryOperation sum)
    {
        var counts = SummedCounts.Of(context.Compilation);
        var doubled = DoubleCount.Find([
            .. DoubleCount.SummandsOf([
                .. SummedCounts.Terms(sum).Where(term => !Counters.IsOf(sum, term))
                    .Select(term => (term, counts.Of(term, context.CancellationToken))),
            ]).Select(summand => summand.In(sum)),
        ]);
        var twice = doubled.Count == 0 ? doubled : [.. doubled.Where(each => !IsTakenAway(counts, sum, each.Part.Count))];
        if (twice.Count > 0)
        {
            // Removing the part does not correct a cost formula: the part has to be subtracted from the total. A term with other counts in
            // it cannot be removed as a whole.
            Report(context, symbols, sum.Syntax, DoubleCount.Message(twice),
                twice.All(static each => each.Part.Count is { Weight: null, IsSummed: false })
                    ? [.. twice.Select(static each => each.Part.Term.Syntax.GetLocation()).Distinct()]
                    : []);
        }
    }

    // var input = usage.InputTokens; input += usage.CacheReadTokens;
    private static void AnalyzeCounter(OperationAnalysisContext context, TrackingSymbols symbols)
    {
        var step = context.Operation;
        if (step.Parent is IExpressionStatementOperation && Counters.Added(step) is var (counter, value)
            && TokenFiles.Speaks(step.Syntax.SyntaxTree))
            JudgeCounter(context, symbols, counter, value);
    }

    private static void JudgeCounter(OperationAnalysisContext context, TrackingSymbols symbols, IOperation counter, IOperation value)
    {
        var step = context.Operation;
        var counts = SummedCounts.Of(context.Compilation);
        var added = counts.Of(value, context.CancellationToken);
        if (added.Paths.IsEmpty)
            return;

        // In a loop the counter holds what later steps added the last time.
        IEnumerable<Counts> held = counter is ILocalReferenceOperation or IParameterReferenceOperation
            ? [counts.Of(counter, context.CancellationToken)]
            : Counters.Before(step, counter).Select(before => counts.Of(before, context.CancellationToken));
        bool IsBefore(Summand summand) => summand.Count.Place is { } place
            && (place.SyntaxTree != step.Syntax.SyntaxTree || place.SpanStart < step.Syntax.SpanStart);
        var summands = held.SelectMany(before => DoubleCount.SummandsOf([(counter, before), (value, added)]))
            .Where(summand => summand.Term == value || IsBefore(summand)).Distinct().OrderBy(summand => summand.Term == value).ToList();
        if (DoubleCount.Find(summands) is { Count: > 0 } twice)
            Report(context, symbols, step.Syntax, DoubleCount.Message(twice));
    }

    private static void AnalyzeFactory(OperationAnalysisContext context, TrackingSymbols symbols)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name is not (Inclusive or Exclusive)
            || !symbols.TokenUsage.Is(call.TargetMethod.ContainingType)
            || call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "input") is not { } input
            || !call.Arguments.Any(
                static argument
                    => argument is { IsImplicit: false, ArgumentKind: ArgumentKind.Explicit,
                    Parameter.Name: "cacheRead" or "cacheWrite" or "cacheWrite5m" or "cacheWrite1h" }))
            return;

        var isInclusive = call.TargetMethod.Name == Inclusive;
        var wrong = SummedCounts.Of(context.Compilation).Of(input.Value, context.CancellationToken).Paths
            .Where(static path => path is { IsSummed: false, Weight: null })
            .FirstOrDefault(path => isInclusive ? UsageParts.IsExclusive(path.HolderType) : UsageParts.IsInclusive(path.HolderType));
        if (wrong is not null)
        {
            Report(context, symbols, call.Syntax, isInclusive
                ? $"The input count of '{wrong.HolderType.Name}' excludes cached tokens; use FromExclusive"
                : $"The input count of '{wrong.HolderType.Name}' includes cached tokens; use FromInclusive");
        }
    }

    private static void Report(
        OperationAnalysisContext context, TrackingSymbols symbols, SyntaxNode syntax, string message, params Location[] part)
    {
        if (!OptOuts.IsNotTracked(symbols, context.Operation, context.ContainingSymbol))
            context.ReportDiagnostic(Diagnostic.Create(UsageAddedTwiceRule.Descriptor, syntax.GetLocation(), part, message));
    }

    private static bool IsPartOfASum(IOperation operation)
    {
        var parent = operation.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation)
            parent = parent.Parent;
        return parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add };
    }

    // input + cached * 0.1 - cached: what a later step takes away again is counted once.
    private static bool IsTakenAway(SummedCounts counts, IOperation sum, UsagePath part)
    {
        for (var current = sum.Parent; current is IBinaryOperation or IConversionOperation
            or IParenthesizedOperation; current = current.Parent)
        {
            if (current is IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract, RightOperand: { } taken }
                && counts.Of(taken, CancellationToken.None).Paths.Any(count => count.Holder == part.Holder && count.Path == part.Path))
                return true;
        }

        return false;
    }
}
