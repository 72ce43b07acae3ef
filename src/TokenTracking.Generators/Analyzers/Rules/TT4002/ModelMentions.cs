using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Rules.TT30xx;

namespace TokenTracking.Generators.Analyzers.Rules.TT4002;

/// <summary>The models that code and settings name, each at every place.</summary>
internal sealed class ModelMentions(TrackingSymbols symbols, ImmutableArray<AdditionalText> files)
{
    /// <summary>What it has to be shown.</summary>
    public static readonly ImmutableArray<OperationKind> Kinds =
    [
        OperationKind.Argument, OperationKind.SimpleAssignment, OperationKind.PropertyInitializer, OperationKind.ParameterInitializer,
        OperationKind.Return, OperationKind.FieldInitializer, OperationKind.VariableDeclarator, OperationKind.Literal,
    ];

    private readonly OwnPrices _prices = new(files);
    private readonly ConcurrentDictionary<(string Model, string Path, int Line), ModelMention> _found = new();

    /// <summary>The models, in the order of their names and places.</summary>
    public IEnumerable<ModelMention> Found
        => _found.Values.OrderBy(static mention => mention.Model, StringComparer.Ordinal)
            .ThenBy(static mention => mention.Path, StringComparer.Ordinal).ThenBy(static mention => mention.Line);

    /// <summary>Notes the models that an operation names.</summary>
    public void Read(OperationAnalysisContext context)
    {
        var component = TypeLinks.NameOf(context.ContainingSymbol as INamedTypeSymbol ?? context.ContainingSymbol.ContainingType);
        var (value, site) = context.Operation switch
        {
            IFieldInitializerOperation { InitializedFields: [{ Type.SpecialType: SpecialType.System_String } field, ..] } initializer
                => (initializer.Value, ModelSites.Of(symbols, field)),
            IVariableDeclaratorOperation { Symbol: { Type.SpecialType: SpecialType.System_String } local, Initializer.Value: { } given }
                => (given, ModelSites.IsCalledModel(local.Name) ? ModelSite.Named : ModelSite.None),
            ILiteralOperation literal => (ReadBody(literal, component), ModelSite.None),
            var giving => ModelSites.ValueGiven(giving) is { } given
                ? (given, ModelSites.Of(symbols, giving, context.ContainingSymbol))
                : (null, ModelSite.None),
        };
        if (value is null || site == ModelSite.None)
            return;
        foreach (var leaf in Sources.Of(value, IsText, context.CancellationToken) ?? [])
        {
            if (leaf is not { Part: null, Operation.ConstantValue: { HasValue: true, Value: string text } })
                continue;
            foreach (var model in ModelLists.In(text) ?? [text])
                Add(model, site, component, leaf.Operation.Syntax.GetLocation());
        }
    }

    /// <summary>Notes the models that a settings file names.</summary>
    public void ReadSettings(AdditionalFileAnalysisContext context)
    {
        var file = context.AdditionalFile;
        if (!ModelSettings.IsSettings(file.Path) || file.GetText(context.CancellationToken) is not { } text)
            return;
        foreach (var (model, span) in ModelSettings.In(text))
            Add(model, ModelSite.Named, "", Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span)));
    }

    private static bool IsText(FlowValue value)
        => value is { Part: null, Operation: not (ILocalReferenceOperation or IConversionOperation) }
            && value.Operation.ConstantValue.HasValue;

    private IOperation? ReadBody(ILiteralOperation literal, string component)
    {
        if (ModelBodies.In(literal) is var (model, location))
            Add(model, ModelSite.Named, component, location);
        return null;
    }

    private void Add(string model, ModelSite site, string component, Location location)
    {
        if (!IsModel(model, site))
            return;
        var place = location.GetMappedLineSpan();
        var line = place.StartLinePosition.Line + 1;
        var isOwn = site == ModelSite.Own || (ModelTable.Instance.Find(model) is null && ModelNames.IsSelfHosted(model));
        var mention = new ModelMention(model, component, place.Path, line, isOwn, _prices.Contains(model, CancellationToken.None));
        _found.AddOrUpdate((model, place.Path, line), mention, (_, known) => known.IsOwn ? mention : known);
    }

    // Of what is only called a model, the text has to look like one: a car has a model too.
    private static bool IsModel(string model, ModelSite site)
        => model.Length is > 1 and <= 200 && !model.Contains(' ')
            && (ModelTable.Instance.Find(model) is not null || ModelNames.IsOfAProvider(model) || ModelNames.IsNearlyOfAProvider(model)
            || (!ModelNames.IsPlaceholder(model) && model.IndexOf("::", StringComparison.Ordinal) < 0
                && (ModelNames.IsSelfHosted(model)
                || (site == ModelSite.Certain && model.Any(static c => char.IsDigit(c) || c == '-')))));
}

/// <summary>A place that names a model.</summary>
/// <param name="Model">The name.</param>
/// <param name="Component">The type around it; empty in settings.</param>
/// <param name="Path">The file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="IsOwn">True for a deployment or a local model, whose name is the user's own.</param>
/// <param name="HasOwnPrice">True if a price file of the project has the model.</param>
internal sealed record ModelMention(string Model, string Component, string Path, int Line, bool IsOwn, bool HasOwnPrice);
