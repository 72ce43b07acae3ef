using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Sums;
using TokenTracking.Generators.Diagnostics;

namespace TokenTracking.Generators.Analyzers;

/// <summary>TT1006: a count is added to one that contains it, or is handed to the factory of the other convention.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UsageAddedTwiceAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The factory of figures whose input contains the cached tokens.</summary>
    internal const string Inclusive = "FromInclusive";

    /// <summary>The factory of figures whose cached tokens stand beside the input.</summary>
    internal const string Exclusive = "FromExclusive";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.UsageAddedTwice];

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
            start.RegisterOperationAction(operation => AnalyzeCounter(operation, symbols), OperationKind.CompoundAssignment);
            start.RegisterOperationAction(operation => AnalyzeFactory(operation, symbols), OperationKind.Invocation);
        });
    }

    private static void AnalyzeSum(OperationAnalysisContext context, TrackingSymbols symbols)
    {
        var sum = (IBinaryOperation)context.Operation;
        if (sum is not { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: not SpecialType.System_String } || IsPartOfASum(sum))
            return;

        if (CountedTwice([.. Counts(sum)]) is { } twice)
            Report(context, symbols, sum.Syntax, twice.Message, twice.Part.Syntax.GetLocation());
    }

    // var input = usage.InputTokens; input += usage.CacheReadTokens;
    private static void AnalyzeCounter(OperationAnalysisContext context, TrackingSymbols symbols)
    {
        var counter = (ICompoundAssignmentOperation)context.Operation;
        if (counter is not { OperatorKind: BinaryOperatorKind.Add, Parent: IExpressionStatementOperation { Parent: IBlockOperation block } } || !Counts(counter.Value).Any())
            return;
        var target = counter.Target.Syntax.ToString();
        var before = new List<(IOperation Term, UsagePath Path)>();
        foreach (var statement in block.Operations.TakeWhile(statement => statement != counter.Parent))
        {
            if (Given(statement, target) is not { } given)
                continue;
            if (!given.IsAdded)
                before.Clear();
            before.AddRange(Counts(given.Value));
        }

        if (before.Count > 0 && CountedTwice([.. before, .. Counts(counter.Value)]) is { } twice && CountedTwice(before) is null && CountedTwice([.. Counts(counter.Value)]) is null)
            Report(context, symbols, counter.Syntax, twice.Message);
    }

    /// <summary>What a statement puts into a variable, or adds to it; null where it does neither.</summary>
    private static (IOperation Value, bool IsAdded)? Given(IOperation statement, string target) => statement switch
    {
        // What is taken away may be what is added next.
        IExpressionStatementOperation { Operation: ICompoundAssignmentOperation changed } when changed.Target.Syntax.ToString() == target
            => (changed.OperatorKind == BinaryOperatorKind.Add ? changed.Value : changed.Target, changed.OperatorKind == BinaryOperatorKind.Add),
        IExpressionStatementOperation { Operation: ISimpleAssignmentOperation set } when set.Target.Syntax.ToString() == target => (set.Value, false),
        IVariableDeclarationGroupOperation group => group.Declarations.SelectMany(static declaration => declaration.Declarators)
            .Where(declarator => declarator.Symbol.Name == target).Select(static declarator => declarator.Initializer?.Value).FirstOrDefault() is { } value
            ? (value, false)
            : null,
        _ => null,
    };

    private static IEnumerable<(IOperation Term, UsagePath Path)> Counts(IOperation sum)
        => Terms(sum).SelectMany(static term => UsagePath.Of(term).Select(path => (Term: term, Path: path)));

    private static (string Message, IOperation Part)? CountedTwice(IReadOnlyList<(IOperation Term, UsagePath Path)> counts)
    {
        foreach (var (_, total) in counts)
        {
            foreach (var (term, part) in counts)
            {
                if (total.Holder == part.Holder && total.Path != part.Path && UsageParts.Contains(total.HolderType, total.Path, part.Path))
                    return ($"'{total.Path}' of '{total.HolderType.Name}' contains '{part.Path}' already: the sum counts it twice", term);
            }
        }

        return null;
    }

    private static void AnalyzeFactory(OperationAnalysisContext context, TrackingSymbols symbols)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name is not (Inclusive or Exclusive)
            || !SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, symbols.TokenUsage)
            || call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "input") is not { } input
            || !call.Arguments.Any(static argument => argument is { IsImplicit: false, ArgumentKind: ArgumentKind.Explicit, Parameter.Name: "cacheRead" or "cacheWrite" or "cacheWrite5m" or "cacheWrite1h" }))
            return;

        var isInclusive = call.TargetMethod.Name == Inclusive;
        var wrong = UsagePath.Of(input.Value).FirstOrDefault(path => isInclusive ? UsageParts.IsExclusive(path.HolderType) : UsageParts.IsInclusive(path.HolderType));
        if (wrong is not null)
        {
            Report(context, symbols, call.Syntax, isInclusive
                ? $"The input of '{wrong.HolderType.Name}' does not contain the cached tokens: use FromExclusive"
                : $"The input of '{wrong.HolderType.Name}' contains the cached tokens: use FromInclusive");
        }
    }

    private static void Report(OperationAnalysisContext context, TrackingSymbols symbols, SyntaxNode syntax, string message, params Location[] part)
    {
        if (!Declined.IsNotTracked(symbols, context.Operation, context.ContainingSymbol))
            context.ReportDiagnostic(Diagnostic.Create(Rules.UsageAddedTwice, syntax.GetLocation(), part, message));
    }

    private static bool IsPartOfASum(IOperation operation)
    {
        var parent = operation.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation)
            parent = parent.Parent;
        return parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add };
    }

    private static IEnumerable<IOperation> Terms(IOperation operation) => operation switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => Terms(sum.LeftOperand).Concat(Terms(sum.RightOperand)),
        IConversionOperation conversion => Terms(conversion.Operand),
        IParenthesizedOperation parenthesized => Terms(parenthesized.Operand),
        _ => [operation],
    };
}
