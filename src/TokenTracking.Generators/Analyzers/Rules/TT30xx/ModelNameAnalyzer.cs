using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
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
        OperationKind.Argument, OperationKind.SimpleAssignment, OperationKind.PropertyInitializer, OperationKind.ParameterInitializer,
        OperationKind.Return,
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
        var giving = context.Operation;
        if (ModelSites.ValueGiven(giving) is not { } value
            || ModelSites.Of(symbols, giving, context.ContainingSymbol) is var site && site is ModelSite.None or ModelSite.Own)
            return;
        foreach (var text in ModelTexts.TextsOf(value, context.CancellationToken))
        {
            if (!prices.Contains(text.Text, context.CancellationToken) && PlaceOf(text, symbols, context) is { } place)
                Report(text.Text, place, site, symbols, prices, context);
        }
    }

    // The literal, if this body contains it: the first use reports it. Else the expression that leads to it, unless it is judged elsewhere.
    private static SyntaxNode? PlaceOf(ModelText text, TrackingSymbols symbols, OperationAnalysisContext context)
    {
        var giving = context.Operation;
        if (text.Source is not IFieldReferenceOperation && ModelTexts.TakerOf(text.Source)?.Syntax == giving.Syntax)
            return text.Source.Syntax;
        var isOfThisBody = OperationWalk.Root(text.Source).Syntax == OperationWalk.Root(giving).Syntax;
        if ((isOfThisBody
                && !ModelClaims.IsFirst(symbols, giving, text.Source.Syntax, context.ContainingSymbol, context.CancellationToken))
            || ModelUses.IsJudgedWhereItIs(
                symbols, text, isOfThisBody ? context.ContainingSymbol : null, context.CancellationToken))
            return null;
        return isOfThisBody ? text.Source.Syntax : ModelSites.ValueGiven(giving)?.Syntax;
    }

    private static void AnalyzeField(OperationAnalysisContext context, TrackingSymbols symbols, OwnPrices prices)
    {
        if (context.Operation is not IFieldInitializerOperation {
            InitializedFields: [{ Type.SpecialType: SpecialType.System_String } field, ..] } initializer)
            return;
        var isCalled = ModelSites.IsCalledModel(field.Name);
        if (!isCalled && field is { IsConst: false, IsReadOnly: false })
            return;
        foreach (var text in ModelTexts.TextsOf(initializer.Value, context.CancellationToken))
        {
            if (!IsOwn(text, initializer) || !ModelUses.IsJudgedAtHome(field, text.Text)
                || prices.Contains(text.Text, context.CancellationToken))
                continue;
            var named = ModelSites.Of(symbols, field);
            var site = named == ModelSite.Own ? named : ModelUses.Of(symbols, field, initializer, context.CancellationToken);
            if (site != ModelSite.Own)
                Report(text.Text, text.Source.Syntax, site > named ? site : named, symbols, prices, context);
        }
    }

    // A literal of the initializer itself, rather than one that another member holds.
    private static bool IsOwn(ModelText text, IOperation initializer)
        => text.Source is not IFieldReferenceOperation && ModelTexts.TakerOf(text.Source)?.Syntax == initializer.Syntax;

    // Of a local that no call takes for the model, its name may say it: it goes into an address, or into a text.
    private static void AnalyzeLocal(OperationAnalysisContext context, TrackingSymbols symbols, OwnPrices prices)
    {
        if (context.Operation is not IVariableDeclaratorOperation { Symbol: { Type.SpecialType: SpecialType.System_String } local,
            Initializer.Value: { } value } || !ModelSites.IsCalledModel(local.Name))
            return;
        foreach (var text in ModelTexts.TextsOf(value, context.CancellationToken))
        {
            if (IsOwn(text, value.Parent!)
                && ModelFindings.Of(text.Text, text.Source.Syntax.GetLocation(), isCertain: false, prices, context.CancellationToken).Any()
                && !ModelUses.IsTaken(symbols, local, value, context.ContainingSymbol, context.CancellationToken))
                Report(text.Text, text.Source.Syntax, ModelOwners.IsOwn(local.Name)
                    ? ModelSite.None
                    : ModelSite.Named, symbols, prices, context);
        }
    }

    private static void AnalyzeBody(OperationAnalysisContext context, TrackingSymbols symbols, OwnPrices prices)
    {
        if (ModelBodies.In(context.Operation) is not var (model, location)
            || OptOuts.IsNotTracked(symbols, context.Operation, context.ContainingSymbol))
            return;
        foreach (var finding in ModelFindings.Of(model, location, isCertain: false, prices, context.CancellationToken, isPart: true))
            context.ReportDiagnostic(finding);
    }

    private static void AnalyzeSettings(AdditionalFileAnalysisContext context, OwnPrices prices)
    {
        if (!ModelSettings.IsSettings(context.AdditionalFile.Path)
            || context.AdditionalFile.GetText(context.CancellationToken) is not { } text)
            return;
        foreach (var (model, span) in ModelSettings.In(text))
        {
            var location = Location.Create(context.AdditionalFile.Path, span, text.Lines.GetLinePositionSpan(span));
            foreach (var finding in ModelFindings.Of(model, location, isCertain: false, prices, context.CancellationToken))
                context.ReportDiagnostic(finding);
        }
    }

    private static void Report(
        string text, SyntaxNode place, ModelSite site, TrackingSymbols symbols, OwnPrices prices, OperationAnalysisContext context)
    {
        if (site is ModelSite.None or ModelSite.Own || OptOuts.IsNotTracked(symbols, context.Operation, context.ContainingSymbol))
            return;
        foreach (var finding in ModelFindings.Of(text, place.GetLocation(), site == ModelSite.Certain, prices, context.CancellationToken))
            context.ReportDiagnostic(finding);
    }
}
