using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Analyzers.Knowledge.Clients;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Emitter;
using TokenTracking.Generators.Decorators.Parser;

namespace TokenTracking.Generators.Analyzers.Rules.TT00xx;

/// <summary>Runs the parser of the generator again, and reports where and why an interface, or the usage of a call, is not
/// tracked.</summary>
/// <remarks>An analyzer rather than the generator reports these, because its diagnostics have real locations that a pragma can
/// suppress.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TrackAiUsageAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => TrackingDiagnostics.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(static symbolContext => AnalyzeInterface(symbolContext), SymbolKind.NamedType);
        context.RegisterCompilationAction(static compilationContext => AnalyzeAssembly(compilationContext));
    }

    private static void AnalyzeInterface(SymbolAnalysisContext context)
    {
        if (context.Symbol is not INamedTypeSymbol { TypeKind: TypeKind.Interface } type
            || type.FindOwnAttribute(TrackedInterfaces.Attribute) is not { } attribute)
        {
            return;
        }

        var request = TrackingRequest.From(attribute, isAttributed: true, isListed: true);
        Report(type, request, context.Compilation, attribute, context.ReportDiagnostic, context.CancellationToken);
    }

    private static void AnalyzeAssembly(CompilationAnalysisContext context)
    {
        foreach (var attribute in context.Compilation.Assembly.GetAttributes())
        {
            if (TrackedInterfaces.NamedBy(attribute, TrackedInterfaces.Attribute) is { } type)
                Report(type, TrackedInterfaces.RequestFor(type, attribute, isListed: true), context.Compilation, attribute,
                    context.ReportDiagnostic, context.CancellationToken);
        }
    }

    private static void Report(
        INamedTypeSymbol type, TrackingRequest request, Compilation compilation, AttributeData attribute, Action<Diagnostic> report,
        CancellationToken cancellationToken)
    {
        var parsed = InterfaceParser.Parse(type, request, compilation, cancellationToken);
        foreach (var finding in parsed.Findings)
        {
            // A handler in the client reads what a decorator cannot read.
            if (finding.Id == RefusalIds.HiddenUsage && (TrackingHandlers.AreUsedIn(compilation, cancellationToken)
                || !ForeignMembers.IsOwnOrUsed(finding.Symbol, compilation, cancellationToken)))
                continue;
            report(Diagnostic.Create(
                TrackingDiagnostics.Of(finding.Id), LocationOf(finding.Symbol, type, attribute, cancellationToken), finding.Arguments));
        }

        if (parsed.Model is { } model && DecoratorEmitter.TryEmit(model, out var failure) is null)
            report(Diagnostic.Create(
                TrackingDiagnostics.Crash, LocationOf(type, type, attribute, cancellationToken), type.ToDisplayString(), failure));
    }

    /// <summary>The member if it is in source; otherwise, the interface or the attribute that names it.</summary>
    private static Location? LocationOf(ISymbol symbol, INamedTypeSymbol type, AttributeData attribute, CancellationToken cancellationToken)
        => symbol.Locations.FirstOrDefault(static location => location.IsInSource)
            ?? type.Locations.FirstOrDefault(static location => location.IsInSource)
            ?? attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken).GetLocation();
}
