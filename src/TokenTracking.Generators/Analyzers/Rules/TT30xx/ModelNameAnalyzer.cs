using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Exemptions;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;

namespace TokenTracking.Generators.Analyzers.Rules.TT30xx;

/// <summary>TT3001 to TT3004: checks the models that code and settings name against the price table.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelNameAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of a finding that names the nearest known model.</summary>
    internal const string Nearest = nameof(Nearest);

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
            start.RegisterOperationBlockAction(block => AnalyzeBlock(block, symbols, prices));
            start.RegisterAdditionalFileAction(file => AnalyzeSettings(file, prices));
        });
    }

    // The whole block at once: a literal may be reported because of a use elsewhere in its block, and an editor that asks about one line
    // gets only what an action reports for the code that it was called for.
    private static void AnalyzeBlock(OperationBlockAnalysisContext block, TrackingSymbols symbols, OwnPrices prices)
    {
        Action<Diagnostic> report = block.ReportDiagnostic;
        var open = new Stack<IOperation>(block.OperationBlocks.Reverse());
        while (open.Count > 0)
        {
            var operation = open.Pop();
            if (IsOfInterest(operation.Kind))
                Analyze(new ModelContext(operation, block.OwningSymbol, report, block.CancellationToken), symbols, prices);
            foreach (var child in operation.ChildOperations.Reverse())
                open.Push(child);
        }
    }

    // Nearly all operations of a program have none of these kinds, or have no text.
    private static bool IsOfInterest(OperationKind kind) => kind
        is OperationKind.Argument or OperationKind.SimpleAssignment or OperationKind.PropertyInitializer
        or OperationKind.ParameterInitializer or OperationKind.Return or OperationKind.FieldInitializer
        or OperationKind.VariableDeclarator or OperationKind.Literal;

    private static void Analyze(ModelContext context, TrackingSymbols symbols, OwnPrices prices)
    {
        switch (context.Operation)
        {
            case IFieldInitializerOperation initializer:
                AnalyzeField(context, initializer, symbols, prices);
                break;
            case IVariableDeclaratorOperation declarator:
                AnalyzeLocal(context, declarator, symbols, prices);
                break;
            case ILiteralOperation:
                AnalyzeBody(context, symbols, prices);
                break;
            default:
                AnalyzeGiving(context, symbols, prices);
                break;
        }
    }

    private static void AnalyzeGiving(ModelContext context, TrackingSymbols symbols, OwnPrices prices)
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

    // The literal, if this body contains it: the first use reports it. Otherwise, the expression that leads to it, unless it is reported
    // elsewhere.
    private static SyntaxNode? PlaceOf(ModelText text, TrackingSymbols symbols, ModelContext context)
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

    private static void AnalyzeField(
        ModelContext context, IFieldInitializerOperation initializer, TrackingSymbols symbols, OwnPrices prices)
    {
        if (initializer.InitializedFields is not [{ Type.SpecialType: SpecialType.System_String } field, ..])
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

    // If no call uses a local as the model, its name may indicate that it is one: it is used in an address or in a text.
    private static void AnalyzeLocal(
        ModelContext context, IVariableDeclaratorOperation declarator, TrackingSymbols symbols, OwnPrices prices)
    {
        if (declarator is not { Symbol: { Type.SpecialType: SpecialType.System_String } local, Initializer.Value: { } value }
            || !ModelSites.IsCalledModel(local.Name))
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

    private static void AnalyzeBody(ModelContext context, TrackingSymbols symbols, OwnPrices prices)
    {
        if (ModelBodies.In(context.Operation) is not var (model, location)
            || OptOuts.IsNotTracked(symbols, context.Operation, context.ContainingSymbol))
            return;
        foreach (var finding in ModelFindings.Of(model, location, isCertain: false, prices, context.CancellationToken, isPart: true))
            context.Report(finding);
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
        string text, SyntaxNode place, ModelSite site, TrackingSymbols symbols, OwnPrices prices, ModelContext context)
    {
        if (site is ModelSite.None or ModelSite.Own || OptOuts.IsNotTracked(symbols, context.Operation, context.ContainingSymbol))
            return;
        foreach (var finding in ModelFindings.Of(text, place.GetLocation(), site == ModelSite.Certain, prices, context.CancellationToken))
            context.Report(finding);
    }
}
