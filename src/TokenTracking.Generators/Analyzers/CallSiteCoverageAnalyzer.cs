using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Construction;
using TokenTracking.Generators.Analyzers.Coverage;
using TokenTracking.Generators.Analyzers.Sdks;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Diagnostics;

namespace TokenTracking.Generators.Analyzers;

/// <summary>TT4001: one diagnostic at the end of a compilation, with how many of its LLM call sites are tracked.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CallSiteCoverageAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.CallSiteCoverage];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();

        // What Razor and other generators emit calls LLMs like any other code.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            if (TrackingSymbols.For(start.Compilation) is not { } symbols)
                return;
            var tally = new CoverageTally();
            var reader = new CallSiteReader(symbols, ReferencedSdks.In(start.Compilation));
            var registrations = new RegistrationOrder(symbols);
            start.RegisterOperationAction(operation => Read(operation, symbols, reader, tally), OperationKind.Invocation);
            start.RegisterOperationAction(operation => Read(operation, symbols, reader, registrations, tally), OperationKind.ObjectCreation);
            start.RegisterCompilationEndAction(end =>
            {
                if (tally.ToDiagnostic() is { } figures)
                    end.ReportDiagnostic(figures);
            });
        });
    }

    private static void Read(OperationAnalysisContext context, TrackingSymbols symbols, CallSiteReader reader, CoverageTally tally)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name == ServiceRegistration.TrackAiProviders)
            tally.AddAllWrapped();
        else if (Wrapping.IsWrapper(symbols, call.TargetMethod) && !Twice.Origins.IsUntrackedFactory(call) && !IsOurs(context.ContainingSymbol))
            AddWrapped(call, symbols, tally);
        else if (reader.Read(call, context.ContainingSymbol, context.CancellationToken) is { } site && !IsOurs(context.ContainingSymbol))
            tally.Add(site);
    }

    private static void Read(
        OperationAnalysisContext context, TrackingSymbols symbols, CallSiteReader reader, RegistrationOrder registrations, CoverageTally tally)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (reader.Read(creation, context.ContainingSymbol, context.CancellationToken) is { } site)
            tally.Add(site);
        if (symbols.Types.ImplementedBy(creation.Type) is not { } tracked || IsOurs(context.ContainingSymbol))
            return;
        if (symbols.Types.IsDecorator(creation.Type))
            tally.AddWrapped(tracked);
        else if (Variable(creation) is { } variable && !Declined.IsCompositionRoot(symbols, creation, context.ContainingSymbol)
            && new ConstructionFlow(symbols, registrations, context.CancellationToken).IsUntracked(creation))
            tally.AddBare(variable);
    }

    private static void AddWrapped(IInvocationOperation call, TrackingSymbols symbols, CoverageTally tally)
    {
        if ((call.TargetMethod.ReturnType as INamedTypeSymbol ?? call.TargetMethod.ContainingType) is { } face)
        {
            foreach (var candidate in face.AllInterfaces.Add(face).Where(symbols.Types.IsTracked))
                tally.AddWrapped(candidate);
        }
    }

    private static ISymbol? Variable(IOperation value) => value.Parent switch
    {
        IConversionOperation or IParenthesizedOperation or ICoalesceOperation => Variable(value.Parent),
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
        IFieldInitializerOperation field => field.InitializedFields[0],
        IPropertyInitializerOperation property => property.InitializedProperties[0],
        ISimpleAssignmentOperation { Target: IMemberReferenceOperation member } => member.Member,
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } => local.Local,
        _ => null,
    };

    // The decorators themselves hand calls on: they are no sites.
    private static bool IsOurs(ISymbol symbol)
    {
        for (var type = symbol as INamedTypeSymbol ?? symbol.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.GetAttributes().Any(static data => data is { AttributeClass.Name: "GeneratedCodeAttribute", ConstructorArguments: [{ Value: string tool }, ..] }
                && tool.StartsWith(WellKnown.RuntimeAssembly, StringComparison.Ordinal)))
                return true;
        }

        return false;
    }
}
