using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Knowledge.Registrations;
using TokenTracking.Generators.Analyzers.Knowledge.Sdks;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Tests;
using TokenTracking.Generators.Analyzers.Knowledge.Types;
using TokenTracking.Generators.Analyzers.Rules.TT1001;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Analyzers.Rules.TT4001;

/// <summary>Reads the operations of a compilation into its tally, in any order and from several threads.</summary>
/// <param name="symbols">The symbols of the compilation.</param>
/// <param name="sdks">The SDKs that the compilation references; null for none.</param>
/// <param name="found">Called for each call site, with its operation and the member around it; null if nobody asks.</param>
/// <param name="untracked">Called for each provider that is created or registered without tracking; null if nobody asks.</param>
internal sealed class CoverageGathering(
    TrackingSymbols symbols, ReferencedSdks? sdks, Action<CallSite, IOperation, ISymbol>? found = null,
    Action<IOperation>? untracked = null)
{
    /// <summary>The kinds of operations that it reads.</summary>
    public static readonly ImmutableArray<OperationKind> Kinds =
    [
        OperationKind.Invocation, OperationKind.ObjectCreation, OperationKind.MethodReference, OperationKind.SimpleAssignment,
        OperationKind.FieldInitializer, OperationKind.PropertyInitializer, OperationKind.Return,
    ];

    private readonly CallSiteReader _reader = new(symbols, sdks);

    /// <summary>The tally of the operations that were read.</summary>
    public CoverageTally Tally { get; } = new(symbols);

    /// <summary>Reads one operation.</summary>
    public void Read(OperationAnalysisContext context)
    {
        switch (context.Operation)
        {
            case IInvocationOperation call:
                Read(call, context);
                break;
            case IObjectCreationOperation creation:
                Read(creation, context);
                break;
            case IMethodReferenceOperation reference:
                Add(_reader.Read(reference, context.ContainingSymbol, context.CancellationToken), reference, context.ContainingSymbol);
                break;
            case ISimpleAssignmentOperation assignment:
                Tally.Moves.Add(assignment.Value, context.ContainingSymbol);
                break;
            case ISymbolInitializerOperation initializer:
                Tally.Moves.Add(initializer.Value, context.ContainingSymbol);
                break;
            case IReturnOperation result:
                Tally.Moves.Add(result.ReturnedValue, context.ContainingSymbol);
                break;
        }
    }

    private void Read(IInvocationOperation call, OperationAnalysisContext context)
    {
        var containing = context.ContainingSymbol;
        if (call.TargetMethod.Name == ServiceRegistration.TrackAiProviders)
            Tally.AddWrappedRegistrations();
        else if (Wrapping.IsWrapper(symbols, call.TargetMethod))
            AddWrapped(call, containing);
        else if (ServiceRegistration.IsRegistration(symbols, call.TargetMethod))
            ReadRegistration(call, context);
        else
            Add(_reader.Read(call, containing, context.CancellationToken), call, containing);
        Tally.Moves.Add(call.Arguments, containing);
    }

    private void Read(IObjectCreationOperation creation, OperationAnalysisContext context)
    {
        var containing = context.ContainingSymbol;
        Add(_reader.Read(creation, containing, context.CancellationToken), creation, containing);
        Tally.Moves.Add(creation.Arguments, containing);
        if (symbols.Types.ImplementedBy(creation.Type) is not { } tracked || IsOurs(containing))
            return;
        if (symbols.Types.IsDecorator(creation.Type))
            Tally.AddWrapped(tracked);
        else if (TestDoubles.IsTestDouble(symbols, creation.Type!))
            AddTo(Tally.AddDouble, creation, containing);
        else if (!ConstructionExemptions.Is(symbols, creation.Type!, creation, containing))
            ReadUntracked(creation, tracked, context);
    }

    private void ReadUntracked(IObjectCreationOperation creation, INamedTypeSymbol tracked, OperationAnalysisContext context)
    {
        var flow = new ConstructionFlow(symbols, context.CancellationToken);
        if (!flow.IsUntracked(creation))
            return;
        untracked?.Invoke(creation);
        if (flow.IsRegisteredTooLate)
            Tally.AddRegisteredBare(tracked);
        else
            AddTo(Tally.AddBare, creation, context.ContainingSymbol);
    }

    private void ReadRegistration(IInvocationOperation call, OperationAnalysisContext context)
    {
        if (ServiceRegistration.Implementation(symbols, call) is { } registered
            && ServiceRegistration.ServesTrackedInterface(symbols, call)
            && !CoveredRegistrations.Includes(symbols, call, context.CancellationToken)
            && !ConstructionExemptions.Is(symbols, registered.Type, call, context.ContainingSymbol))
        {
            untracked?.Invoke(call);
            Tally.AddRegisteredBare(symbols.Types.ImplementedByAny(registered.Type)!);
        }
    }

    private static void AddTo(Action<ISymbol> add, IOperation provider, ISymbol containingSymbol)
    {
        foreach (var name in ProviderTargets.Of(provider, containingSymbol))
            add(name);
    }

    private void Add(CallSite? site, IOperation operation, ISymbol containingSymbol)
    {
        if (site is null || IsOurs(containingSymbol))
            return;
        Tally.Add(site);
        found?.Invoke(site, operation, containingSymbol);
    }

    private void AddWrapped(IInvocationOperation call, ISymbol containingSymbol)
    {
        if (IsOurs(containingSymbol))
            return;
        if (Wrapping.IsUntrackedFactory(call))
        {
            AddTo(Tally.AddBare, call, containingSymbol);
            return;
        }

        var made = call.TargetMethod.ReturnsVoid ? CallReceivers.Of(call)?.Type : call.Type;
        foreach (var face in symbols.Types.TrackedFaces(made))
            Tally.AddWrapped(face);
    }

    // The decorators themselves forward calls: these are not call sites.
    private static bool IsOurs(ISymbol symbol)
    {
        for (var type = symbol as INamedTypeSymbol ?? symbol.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.GetAttributes().Any(
                static data => data is { AttributeClass.Name: "GeneratedCodeAttribute", ConstructorArguments: [{ Value: string tool }, ..] }
                && tool.StartsWith(WellKnown.RuntimeAssembly, StringComparison.Ordinal)))
                return true;
        }

        return false;
    }
}
