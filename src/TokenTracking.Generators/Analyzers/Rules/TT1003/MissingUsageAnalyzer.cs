using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Analyzers.Knowledge.Exemptions;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Analyzers.Rules.TT1003;

/// <summary>TT1003: a member of an interface with <c>[TrackAiUsage]</c> in whose result the generator finds no usage.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissingUsageAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [MissingUsageRule.Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (TrackingSymbols.For(start.Compilation) is { } symbols)
                start.RegisterSymbolAction(symbol => Analyze(symbol, symbols), SymbolKind.Method);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, TrackingSymbols symbols)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (method is not { MethodKind: MethodKind.Ordinary, IsStatic: false, ContainingType: { TypeKind: TypeKind.Interface } type }
            || type.FindOwnAttribute("TrackAiUsageAttribute") is null
            || Result(method.ReturnType) is not { } result
            || BoundUsage.IsFoundIn(result, context.Compilation)
            || OptOuts.IsNotTracked(symbols, method)
            || OptOuts.IsNotTracked(symbols, type))
            return;
        context.ReportDiagnostic(Diagnostic.Create(
            MissingUsageRule.Descriptor, method.Locations[0], method.Name,
            method.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));
    }

    private static ITypeSymbol? Result(ITypeSymbol type)
        => type.IsTask() || type.IsValueTask() || type.IsAsyncEnumerable() ? ((INamedTypeSymbol)type).TypeArguments[0] : null;
}
