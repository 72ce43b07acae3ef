using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;

namespace TokenTracking.Generators.Analyzers.Rules.TT30xx;

/// <summary>How certain it is that a text is the name of a provider's model.</summary>
internal enum ModelSite
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>It is the name of a user's deployment or local model, regardless of its form.</summary>
    Own,

    /// <summary>Only the name of the parameter or property indicates it, which can also refer to another kind of model (of a car, for
    /// example).</summary>
    Named,

    /// <summary>An SDK, the runtime or a provider uses it as the model.</summary>
    Certain,
}

/// <summary>The places where a text is the name of a model: members with such a name, and values of such a key.</summary>
internal static class ModelSites
{
    private static readonly HashSet<string> Names = new(
        StringComparer.OrdinalIgnoreCase) { "model", "modelId", "modelName", "defaultModel" };

    // SDKs that use the names of the providers. Azure uses the names of deployments, and a local server those of downloaded models.
    private static readonly string[] Assemblies =
        ["TokenTracking", "OpenAI", "Anthropic", "Microsoft.Extensions.AI", "Google.GenAI", "Mistral.SDK", "Microsoft.SemanticKernel"];

    private static readonly string[] OtherKinds = ["Audio", "Speech", "Transcription", "Video", "Moderation"];

    // Price lists contain old models, and responses contain the model that answered; neither requests a model.
    private static readonly string[] Lists = ["Price", "Pricing", "CostCalculator"];

    private static readonly string[] Answers = ["Response", "Result", "ResponseUpdate", "Completion", "Cost", "Costs"];

    /// <summary>The value that an operation assigns to something that may be a model; null for any other operation.</summary>
    public static IOperation? ValueGiven(IOperation giving) => giving switch
    {
        IArgumentOperation argument => OfText(argument.Value),
        ISimpleAssignmentOperation assignment => OfText(assignment.Value),
        IPropertyInitializerOperation or IParameterInitializerOperation => OfText(((ISymbolInitializerOperation)giving).Value),
        IReturnOperation { ReturnedValue: { } returned } => OfText(returned),
        _ => null,
    };

    /// <summary>The target that the operation assigns a value to.</summary>
    public static ModelSite Of(TrackingSymbols symbols, IOperation giving, ISymbol containingSymbol) => giving switch
    {
        IArgumentOperation { ArgumentKind: ArgumentKind.Explicit, Parameter: { } parameter } argument
            => OfArgument(symbols, argument, parameter),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [{ Value: var key }] } }
            => OfKey(key),
        ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: IPropertySymbol or IFieldSymbol } target }
            => Of(symbols, target.Member),
        IPropertyInitializerOperation { InitializedProperties: [var property, ..] } => Of(symbols, property),
        IParameterInitializerOperation { Parameter: { } parameter } => Of(symbols, parameter),
        IReturnOperation => OfReturn(symbols, giving, containingSymbol),
        _ => ModelSite.None,
    };

    /// <summary>True for a name that refers to a model, in any notation: <c>ChatModel</c>, <c>_modelId</c>, <c>OPENAI_MODEL</c>.</summary>
    public static bool IsCalledModel(string name)
        => EndsWith(name, "model") || EndsWith(name, "modelId") || EndsWith(name, "modelName")
            || name.EndsWith("MODEL_ID", StringComparison.Ordinal)
            || name.EndsWith("MODEL_NAME", StringComparison.Ordinal);

    /// <summary>The classification of the value of a parameter, property or field.</summary>
    public static ModelSite Of(TrackingSymbols symbols, ISymbol taking)
        => IsCalledModel(taking.Name) && taking.ContainingType is { } type ? OfModel(symbols, taking, type) : ModelSite.None;

    // A separate method: its closures would be allocated for every value that a program passes or assigns.
    private static ModelSite OfModel(TrackingSymbols symbols, ISymbol taking, INamedTypeSymbol type)
    {
        if (Lists.Any(word => type.Name.Contains(word)))
            return ModelSite.None;
        if (ModelOwners.IsOwn(type) || ModelOwners.IsOwn(taking.Name))
            return ModelSite.Own;
        if (OtherKinds.Any(kind => type.Name.Contains(kind) || taking.ContainingSymbol.Name.Contains(kind))
            || Answers.Any(word => type.Name.EndsWith(word, StringComparison.Ordinal)))
            return ModelSite.None;
        return Names.Contains(taking.Name)
            && (Assemblies.Any(name => IsOf(type.ContainingAssembly, name)) || symbols.Types.ImplementedBy(type) is not null)
            ? ModelSite.Certain
            : ModelSite.Named;
    }

    private static IOperation? OfText(IOperation value)
        => value.Type?.SpecialType is SpecialType.System_String or SpecialType.System_Object or SpecialType.None ? value : null;

    private static ModelSite OfArgument(TrackingSymbols symbols, IArgumentOperation argument, IParameterSymbol parameter)
    {
        // Add("model", "gpt-4o"), GetValue("Llm:Model", "gpt-4o")
        if (parameter.Name is "value" or "defaultValue" && parameter.Ordinal > 0)
            return KeyBefore(argument) is { } key ? OfKey(key) : ModelSite.None;
        if (parameter.Name.IndexOf("deployment", StringComparison.OrdinalIgnoreCase) >= 0)
            return ModelSite.Own;
        var site = Of(symbols, parameter);
        if (site is not (ModelSite.Named or ModelSite.Certain))
            return site;
        return ModelOwners.Of(argument.Parent) switch
        {
            ModelOwner.Azure => ModelSite.Own,
            ModelOwner.Unseen or ModelOwner.OwnAddress => ModelSite.Named,
            _ => site,
        };
    }

    private static IOperation? KeyBefore(IArgumentOperation argument)
    {
        var arguments = argument.Parent switch
        {
            IInvocationOperation call => call.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => [],
        };
        return arguments.FirstOrDefault(other => other.Parameter?.Ordinal == argument.Parameter!.Ordinal - 1)?.Value;
    }

    private static ModelSite OfKey(IOperation key)
        => key.ConstantValue is { HasValue: true, Value: string name } && IsCalledModel(name)
            ? ModelOwners.IsOwn(name) ? ModelSite.Own : ModelSite.Named
            : ModelSite.None;

    // string Model => "gpt-4o"; string ModelFor(Tier tier) => tier switch { ... }
    private static ModelSite OfReturn(TrackingSymbols symbols, IOperation giving, ISymbol containingSymbol)
    {
        if (containingSymbol is not IMethodSymbol { ReturnType.SpecialType: SpecialType.System_String } method || IsInside(giving))
            return ModelSite.None;
        if (method.AssociatedSymbol is { } property)
            return Of(symbols, property);
        var isCalled = IsCalledModel(method.Name) || (method.Name.Contains("Model") && !method.Name.Contains("Models"));
        return !isCalled || Lists.Any(word => method.Name.Contains(word)) ? ModelSite.None
            : ModelOwners.IsOwn(method.ContainingType) || ModelOwners.IsOwn(method.Name) ? ModelSite.Own
            : ModelSite.Named;
    }

    private static bool IsInside(IOperation giving)
    {
        for (var current = giving.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return true;
        }

        return false;
    }

    private static bool EndsWith(string name, string word)
    {
        var start = name.Length - word.Length;
        return start >= 0 && name.EndsWith(word, StringComparison.OrdinalIgnoreCase)
            && (start == 0 || char.IsUpper(name[start]) || !char.IsLetter(name[start - 1]));
    }

    private static bool IsOf(IAssemblySymbol? assembly, string name)
        => assembly is not null && (assembly.Name == name || assembly.Name.StartsWith(name + ".", StringComparison.Ordinal));
}
