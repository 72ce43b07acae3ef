using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Clients;
using TokenTracking.Generators.Analyzers.Knowledge.Exemptions;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Knowledge.Settings;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Tests;
using TokenTracking.Generators.Analyzers.Knowledge.Types;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Analyzers.Rules.TT1002;

/// <summary>TT1002: a call on an untracked concrete provider whose usage is not read.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DiscardedUsageAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of a finding with the name of the operation, as in a record.</summary>
    internal const string Operation = nameof(Operation);

    /// <summary>The property of a finding with the name of the member that contains the response model; absent if there is none.</summary>
    internal const string ModelMember = nameof(ModelMember);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiscardedUsageRule.Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            if (TrackingSymbols.For(start.Compilation, start.Options) is { TokenUsage.Exists: true } symbols)
                start.RegisterOperationAction(operation => Analyze(operation, symbols), OperationKind.Invocation);
        });
    }

    private static void Analyze(OperationAnalysisContext context, TrackingSymbols symbols)
    {
        var call = (IInvocationOperation)context.Operation;
        // A class that an assembly attribute names is treated like an interface: its decorator derives from it.
        if (call.Instance?.Type is not { } receiver || symbols.Types.ImplementedBy(receiver) is null || symbols.Types.IsTracked(receiver)
            || UsageShape.ResultOf(symbols, call.TargetMethod.ReturnType) is not { } result)
            return;

        // An object that tracks the calls below it records the call, regardless of what its caller keeps. A provider that calls itself
        // returns the usage in its own result, or cannot return it.
        if (symbols.UsageTracked.Includes(receiver)
            || TrackedOrigins.IsTracked(symbols, call.Instance)
            || (OnlyOrigins.OriginOf(call.Instance, CancellationToken.None) is IObjectCreationOperation middleman
            && ProviderChains.StandsBeforeOthers(symbols, middleman))
            || (call.Instance is IInstanceReferenceOperation && new ProviderMembers(symbols).Answers(context.ContainingSymbol))
            || TestDoubles.IsTestDouble(symbols, receiver)
            || MockedCalls.Is(symbols, call, call.Instance)
            || IsAboveAHandler(symbols, call, context.CancellationToken)
            || !new UsageFlow(symbols, context.CancellationToken).Drops(call)
            || OptOuts.IsNotTracked(symbols, receiver)
            || OptOuts.IsNotTracked(symbols, call, context.ContainingSymbol)
            || !GeneratedCode.CanReport(in context, call.Syntax.GetLocation()))
            return;

        var properties = ImmutableDictionary.CreateBuilder<string, string?>();
        properties.Add(Operation, OperationName.Of(call.TargetMethod, symbols.AiOperation));
        if (UsageShape.ModelOf(result) is { } model)
            properties.Add(ModelMember, model.Name);
        context.ReportDiagnostic(Diagnostic.Create(
            DiscardedUsageRule.Descriptor, call.Syntax.GetLocation(), properties.ToImmutable(),
            call.TargetMethod.Name, receiver.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));
    }

    // If the client contains the handler, its responses are recorded regardless of what the caller keeps.
    private static bool IsAboveAHandler(TrackingSymbols symbols, IInvocationOperation call, CancellationToken cancellationToken)
        => OnlyOrigins.OriginOf(call.Instance, CancellationToken.None) is IObjectCreationOperation creation
            ? ProviderClients.IsCovered(symbols, creation)
            : TrackingHandlers.AreUsedIn(symbols.Compilation, cancellationToken);
}
