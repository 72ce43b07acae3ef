using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Exemptions;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;

namespace TokenTracking.Generators.Analyzers.Rules.TT30xx;

/// <summary>TT3001 to TT3004: what the price table says of the models that code and settings name.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelNameAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of a finding that names the nearest known model.</summary>
    internal const string Nearest = nameof(Nearest);

    private static readonly OperationKind[] Giving =
    [
        OperationKind.Argument, OperationKind.SimpleAssignment, OperationKind.PropertyInitializer, OperationKind.ParameterInitializer, OperationKind.Return,
    ];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }
        = [UnknownModelRule.Descriptor, RetiredModelRule.Descriptor, UnpricedModelRule.Descriptor, MovingAliasRule.Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (TrackingSymbols.For(start.Compilation) is not { } symbols)
                return;
            var prices = new OwnPrices(start.Options.AdditionalFiles);
            start.RegisterOperationAction(operation => AnalyzeGiving(operation, symbols, prices), Giving);
            start.RegisterOperationAction(operation => AnalyzeField(operation, symbols, prices), OperationKind.FieldInitializer);
            start.RegisterOperationAction(operation => AnalyzeLocal(operation, symbols, prices), OperationKind.VariableDeclarator);
            start.RegisterOperationAction(operation => AnalyzeBody(operation, symbols, prices), OperationKind.Literal);
            start.RegisterAdditionalFileAction(file => AnalyzeSettings(file, prices));
        });
    }

    private static void AnalyzeGiving(OperationAnalysisContext context, TrackingSymbols symbols, OwnPrices prices)
    {
        var value = context.Operation switch
        {
            IArgumentOperation argument => argument.Value,
            ISimpleAssignmentOperation assignment => assignment.Value,
            ISymbolInitializerOperation initializer => initializer.Value,
            IReturnOperation { ReturnedValue: { } returned } => returned,
            _ => null,
        };
        if (value is not { Type.SpecialType: SpecialType.System_String or SpecialType.System_Object or SpecialType.None }
            || ModelSites.Of(symbols, context.Operation, context.ContainingSymbol) is var site && site is ModelSite.None or ModelSite.Own)
            return;
        foreach (var text in ModelTexts.Of(value))
        {
            if (!IsSaidElsewhere(text, symbols, context))
                Report(text, site, symbols, prices, context);
        }
    }

    // What a field holds is judged at the field, and what a local holds at the first of its uses.
    private static bool IsSaidElsewhere(ModelText text, TrackingSymbols symbols, OperationAnalysisContext context) => text.Via switch
    {
        IFieldReferenceOperation field => ModelUses.IsJudgedAtHome(field.Field, text.Text),
        ILocalReferenceOperation local => ModelUses.Of(symbols, local.Local, local, context.ContainingSymbol).FirstOrDefault().Use != local,
        _ => false,
    };

    private static void AnalyzeField(OperationAnalysisContext context, TrackingSymbols symbols, OwnPrices prices)
    {
        if (context.Operation is not IFieldInitializerOperation { InitializedFields: [{ Type.SpecialType: SpecialType.System_String } field, ..] } initializer)
            return;
        var isCalled = ModelSites.IsCalledModel(field.Name);
        if (!isCalled && field is { IsConst: false, IsReadOnly: false })
            return;
        foreach (var text in ModelTexts.Of(initializer.Value))
        {
            if (text.Via is not null || !ModelUses.IsJudgedAtHome(field, text.Text)
                || !ModelFindings.Of(text.Text, text.Syntax.GetLocation(), isCertain: true, prices, context.CancellationToken).Any())
                continue;
            var named = ModelSites.Of(symbols, field);
            var site = named == ModelSite.Own ? named : ModelUses.Of(symbols, field, initializer, context.CancellationToken);
            if (site != ModelSite.Own)
                Report(text, site > named ? site : named, symbols, prices, context);
        }
    }

    // Of a local that no call takes for the model, its name may say it: it goes into an address, or into a text.
    private static void AnalyzeLocal(OperationAnalysisContext context, TrackingSymbols symbols, OwnPrices prices)
    {
        if (context.Operation is not IVariableDeclaratorOperation { Symbol: { Type.SpecialType: SpecialType.System_String } local, Initializer.Value: { } value } || !ModelSites.IsCalledModel(local.Name))
            return;
        foreach (var text in ModelTexts.Of(value))
        {
            if (text.Via is null && ModelFindings.Of(text.Text, text.Syntax.GetLocation(), isCertain: false, prices, context.CancellationToken).Any()
                && !ModelUses.Of(symbols, local, value, context.ContainingSymbol).Any())
                Report(text, ModelOwners.IsOwn(local.Name) ? ModelSite.None : ModelSite.Named, symbols, prices, context);
        }
    }

    private static void AnalyzeBody(OperationAnalysisContext context, TrackingSymbols symbols, OwnPrices prices)
    {
        if (ModelBodies.In(context.Operation) is not var (model, location) || OptOuts.IsNotTracked(symbols, context.Operation, context.ContainingSymbol))
            return;
        foreach (var finding in ModelFindings.Of(model, location, isCertain: false, prices, context.CancellationToken, isPart: true))
            context.ReportDiagnostic(finding);
    }

    private static void AnalyzeSettings(AdditionalFileAnalysisContext context, OwnPrices prices)
    {
        if (!ModelSettings.IsSettings(context.AdditionalFile.Path) || context.AdditionalFile.GetText(context.CancellationToken) is not { } text)
            return;
        foreach (var (model, span) in ModelSettings.In(text))
        {
            var location = Location.Create(context.AdditionalFile.Path, span, text.Lines.GetLinePositionSpan(span));
            foreach (var finding in ModelFindings.Of(model, location, isCertain: false, prices, context.CancellationToken))
                context.ReportDiagnostic(finding);
        }
    }

    private static void Report(ModelText text, ModelSite site, TrackingSymbols symbols, OwnPrices prices, OperationAnalysisContext context)
    {
        if (site is ModelSite.None or ModelSite.Own || OptOuts.IsNotTracked(symbols, context.Operation, context.ContainingSymbol))
            return;
        foreach (var finding in ModelFindings.Of(text.Text, text.Syntax.GetLocation(), site == ModelSite.Certain, prices, context.CancellationToken))
            context.ReportDiagnostic(finding);
    }
}
