using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Exemptions;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Knowledge.Registrations;
using TokenTracking.Generators.Analyzers.Knowledge.Settings;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;

namespace TokenTracking.Generators.Analyzers.Rules.TT1001;

/// <summary>TT1001: a class that implements a tracked interface is constructed and not wrapped.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UntrackedConstructionAnalyzer : DiagnosticAnalyzer
{
    /// <summary>
    /// The property of a finding that says what constructs: <see cref="Constructor"/>, <see cref="Activator"/> or <see cref="Container"/>.
    /// </summary>
    internal const string By = nameof(By);

    /// <summary>The property of a finding that a call of <c>TrackAiProviders()</c> after the registration would resolve.</summary>
    internal const string Registered = nameof(Registered);

    internal const string Constructor = nameof(Constructor);
    internal const string Activator = nameof(Activator);
    internal const string Container = nameof(Container);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [UntrackedConstructionRule.Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            if (TrackingSymbols.For(start.Compilation, start.Options) is not { } symbols)
                return;
            start.RegisterOperationAction(operation => AnalyzeCreation(operation, symbols), OperationKind.ObjectCreation);
            start.RegisterOperationAction(operation => AnalyzeTypeParameter(operation, symbols), OperationKind.TypeParameterObjectCreation);
            start.RegisterOperationAction(operation => AnalyzeInvocation(operation, symbols), OperationKind.Invocation);
        });
    }

    private static void AnalyzeCreation(OperationAnalysisContext context, TrackingSymbols symbols)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (symbols.Types.ImplementedBy(creation.Type) is not { } tracked)
        {
            AnalyzeIndirectCreation(context, symbols, creation);
            return;
        }

        var flow = new ConstructionFlow(symbols, context.CancellationToken);
        if (flow.IsUntracked(creation))
            Report(context, symbols, creation.Type!, tracked, creation.Syntax, Constructor, flow.IsRegisteredTooLate);
    }

    // new Lazy<AnthropicProvider>() calls the constructor on first access; a service descriptor makes the container construct the provider.
    private static void AnalyzeIndirectCreation(
        OperationAnalysisContext context, TrackingSymbols symbols, IObjectCreationOperation creation)
    {
        if (creation is { Type: INamedTypeSymbol { Name: "Lazy", TypeArguments: [{ } made] } }
            && !creation.Arguments.Any(static given
                => LinqMethods.Lambda(given.Value) is not null || given.Value is IDelegateCreationOperation)
            && symbols.Types.ImplementedByAny(made) is { } tracked)
        {
            var flow = new ConstructionFlow(symbols, context.CancellationToken);
            if (flow.IsUntracked(creation))
                Report(context, symbols, made, tracked, creation.Syntax, Activator, flow.IsRegisteredTooLate);
        }
        else if (ServiceRegistration.DescribedImplementation(symbols, creation) is { } described
            && !CoveredRegistrations.Includes(symbols, creation, context.CancellationToken))
        {
            Report(context, symbols, described.Type, symbols.Types.ImplementedByAny(described.Type)!, described.Syntax, Container,
                ServiceRegistration.ServesTrackedInterface(symbols, creation));
        }
    }

    // new T() where T is a provider: no type argument would be wrapped.
    private static void AnalyzeTypeParameter(OperationAnalysisContext context, TrackingSymbols symbols)
    {
        var creation = (ITypeParameterObjectCreationOperation)context.Operation;
        if (creation.Type is ITypeParameterSymbol parameter && symbols.Types.ImplementedByAny(parameter) is { } tracked
            && new ConstructionFlow(symbols, context.CancellationToken) is var flow && flow.IsUntracked(creation))
            Report(context, symbols, parameter, tracked, creation.Syntax, Activator, flow.IsRegisteredTooLate);
    }

    private static void AnalyzeInvocation(OperationAnalysisContext context, TrackingSymbols symbols)
    {
        var call = (IInvocationOperation)context.Operation;
        if (ConstructedByName(call) is { } type)
        {
            if (symbols.Types.ImplementedByAny(type) is not { } tracked)
                return;
            var flow = new ConstructionFlow(symbols, context.CancellationToken);
            if (flow.IsUntracked(call))
                Report(context, symbols, type, tracked, call.Syntax, Activator, flow.IsRegisteredTooLate);
        }
        else if (SdkAdapters.IsMadeBy(symbols, call) is { } face)
        {
            var flow = new ConstructionFlow(symbols, context.CancellationToken);
            if (flow.IsUntracked(call))
                Report(context, symbols, face, face, call.Syntax, Activator, flow.IsRegisteredTooLate, call.TargetMethod.Name);
        }
        else if (ServiceRegistration.IsRegistration(symbols, call.TargetMethod)
            && ServiceRegistration.Implementation(symbols, call) is { } registered
            && !CoveredRegistrations.Includes(symbols, call, context.CancellationToken))
        {
            Report(context, symbols, registered.Type, symbols.Types.ImplementedByAny(registered.Type)!, registered.Syntax, Container,
                ServiceRegistration.ServesTrackedInterface(symbols, call));
        }
    }

    private static ITypeSymbol? ConstructedByName(IInvocationOperation call) => call.TargetMethod switch
    {
        { Name: "CreateInstance" or "GetServiceOrCreateInstance", ContainingType: { Name: "Activator" or "ActivatorUtilities" } } method
            => method.TypeArguments is [{ } type]
                ? type
                : call.Arguments.Select(static argument => argument.Value).OfType<ITypeOfOperation>().FirstOrDefault()?.TypeOperand,
        _ => null,
    };

    private static void Report(
        OperationAnalysisContext context, TrackingSymbols symbols, ITypeSymbol type, INamedTypeSymbol tracked, SyntaxNode syntax, string by,
        bool isRegistered, string? made = null)
    {
        var location = syntax.GetLocation();
        if (ConstructionExemptions.Is(symbols, type, context.Operation, context.ContainingSymbol)
            || !GeneratedCode.CanReport(in context, location))
            return;
        var properties = ImmutableDictionary<string, string?>.Empty.Add(By, by);
        context.ReportDiagnostic(Diagnostic.Create(
            UntrackedConstructionRule.Descriptor,
            location,
            isRegistered ? properties.Add(Registered, "true") : properties,
            made is null ? type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) : made + "()",
            tracked.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));
    }
}
