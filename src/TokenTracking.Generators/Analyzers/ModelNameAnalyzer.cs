using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Models;
using TokenTracking.Generators.Diagnostics;

namespace TokenTracking.Generators.Analyzers;

/// <summary>TT3001 to TT3004: what the price table says of the models that code and settings name.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelNameAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of a finding that names the nearest known model.</summary>
    internal const string Nearest = nameof(Nearest);

    private static readonly OperationKind[] Kinds =
        [OperationKind.Argument, OperationKind.SimpleAssignment, OperationKind.PropertyInitializer, OperationKind.ParameterInitializer];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }
        = [Rules.UnknownModel, Rules.RetiredModel, Rules.UnpricedModel, Rules.MovingAlias];

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
            start.RegisterOperationAction(operation => Analyze(operation, symbols, prices), Kinds);
            start.RegisterAdditionalFileAction(file => AnalyzeSettings(file, prices));
        });
    }

    private static void Analyze(OperationAnalysisContext context, TrackingSymbols symbols, OwnPrices prices)
    {
        var (taking, value) = context.Operation switch
        {
            IArgumentOperation { ArgumentKind: ArgumentKind.Explicit } argument => ((ISymbol?)argument.Parameter, argument.Value),
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment => (property, assignment.Value),
            IPropertyInitializerOperation initializer => (initializer.InitializedProperties[0], initializer.Value),
            IParameterInitializerOperation initializer => (initializer.Parameter, initializer.Value),
            _ => (null, context.Operation),
        };
        if (taking is null || ModelSites.Of(symbols, taking) is var site && site == ModelSite.None)
            return;
        var texts = ModelTexts.Of(value).ToList();
        if (texts.Count == 0 || Declined.IsNotTracked(symbols, context.Operation, context.ContainingSymbol))
            return;
        var isCertain = site == ModelSite.Certain && !ModelSites.HasOwnEndpoint(context.Operation);
        foreach (var (model, syntax) in texts)
            Judge(model, syntax.GetLocation(), prices, isCertain, context.ReportDiagnostic, context.CancellationToken);
    }

    private static void AnalyzeSettings(AdditionalFileAnalysisContext context, OwnPrices prices)
    {
        if (!ModelSettings.IsSettings(context.AdditionalFile.Path) || context.AdditionalFile.GetText(context.CancellationToken) is not { } text)
            return;
        foreach (var (model, span) in ModelSettings.In(text))
        {
            var location = Location.Create(context.AdditionalFile.Path, span, text.Lines.GetLinePositionSpan(span));
            Judge(model, location, prices, isCertain: false, context.ReportDiagnostic, context.CancellationToken);
        }
    }

    private static void Judge(
        string model, Location location, OwnPrices prices, bool isCertain, Action<Diagnostic> report, CancellationToken cancellationToken)
    {
        // A colon is a tag of a local model ("llama3:8b"), or a fine-tuned one's.
        var isTagged = model.Contains(':') && !model.StartsWith("ft:", StringComparison.Ordinal);
        if (model.Length == 0 || isTagged || (!isCertain && !ModelSettings.LooksLikeAModel(model)) || prices.Contains(model, cancellationToken))
            return;

        var table = ModelTable.Instance;
        if (table.Find(model) is not { } entry)
        {
            var near = table.Near(model, 3);
            report(Diagnostic.Create(
                Rules.UnknownModel, location, near.Count > 0 ? ImmutableDictionary<string, string?>.Empty.Add(Nearest, near[0]) : null,
                model, table.Date, near.Count > 0 ? "; near it are " + string.Join(", ", near) : ""));
            return;
        }

        if (entry.RetiredOn is { } day)
        {
            var isOver = string.CompareOrdinal(day, table.Date) <= 0;
            report(Diagnostic.Create(Rules.RetiredModel, location, model, isOver ? "was retired on" : "is deprecated and will be retired on", day));
        }

        if (!entry.HasPrice)
            report(Diagnostic.Create(Rules.UnpricedModel, location, model, table.Date));
        if (model.EndsWith("-latest", StringComparison.OrdinalIgnoreCase))
            report(Diagnostic.Create(Rules.MovingAlias, location, model));
    }
}
