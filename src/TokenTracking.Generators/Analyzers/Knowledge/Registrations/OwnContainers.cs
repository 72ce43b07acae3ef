using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;

namespace TokenTracking.Generators.Analyzers.Knowledge.Registrations;

/// <summary>
/// Service collections that a member creates itself, <c>new ServiceCollection()</c> or <c>Host.CreateApplicationBuilder()</c>: all of their
/// uses are visible, so a <c>TrackAiProviders()</c> elsewhere in the program is known not to apply to them.
/// </summary>
internal sealed class OwnContainers(TrackingSymbols symbols, Func<IMethodSymbol, bool> mayTrack, CancellationToken cancellationToken)
{
    // The result is the same for all registrations in one collection.
    private static readonly ConditionalWeakTable<IOperation, StrongBox<bool>> Untracked = new();

    /// <summary>True for a registration in a collection that was created in the same member and is not passed to code that
    /// tracks.</summary>
    public bool StaysUntracked(IOperation registration)
        => Collection(registration) is { } collection && Made(collection) is { } made
            && Untracked.GetValue(made, key => new StrongBox<bool>(NobodyTracks(key))).Value;

    // services.Add(ServiceDescriptor.Singleton<I, X>()), builder.Services.AddSingleton<I, X>()
    private IOperation? Collection(IOperation registration)
    {
        for (var current = registration; current is not null; current = current.Parent)
        {
            if (current is IInvocationOperation call && Target(call) is { } target && IsCollection(target.Type))
                return target;
            if (current is IBlockOperation or IAnonymousFunctionOperation)
                return null;
        }

        return null;
    }

    // The only place that creates the collection; null if there may be several, or none is visible.
    private IOperation? Made(IOperation collection)
    {
        var followed = new HashSet<IOperation>();
        for (IOperation? current = collection; current is not null && followed.Add(current);)
        {
            if (IsMaking(current))
                return current;
            current = current switch
            {
                IPropertyReferenceOperation { Property.Name: "Services", Instance: { } builder } => builder,
                IInvocationOperation call when Target(call) is { } target
                    && (SymbolEqualityComparer.Default.Equals(call.Type, target.Type) || IsCollection(call.Type)) => target,
                IParameterReferenceOperation => null,
                _ => ValueSteps.Each(new FlowValue(current), cancellationToken) is [{ Part: null } only] ? only.Operation : null,
            };
        }

        return null;
    }

    private static bool IsMaking(IOperation value) => value switch
    {
        IObjectCreationOperation { Type.Name: "ServiceCollection", Arguments.IsEmpty: true, Initializer: null } => true,
        IInvocationOperation
        {
            TargetMethod: { IsStatic: true, IsExtensionMethod: false, ContainingType.Name: "Host" or "WebApplication" } method,
        }
            => method.Name.StartsWith("Create", StringComparison.Ordinal) && method.Name.EndsWith("Builder", StringComparison.Ordinal),
        _ => false,
    };

    private bool NobodyTracks(IOperation made)
    {
        var followed = new HashSet<IOperation>();
        var open = new Stack<IOperation>();
        open.Push(made);
        while (open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var value = open.Pop();
            if (!followed.Add(value))
                continue;
            switch (value.Parent)
            {
                case IConversionOperation or IParenthesizedOperation or IPropertyReferenceOperation { Property.Name: "Services" }:
                    open.Push(value.Parent);
                    break;
                case IPropertyReferenceOperation or IExpressionStatementOperation:
                    break;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                    foreach (var read in UseSteps.Reads(value, declarator, cancellationToken))
                        open.Push(read);
                    break;
                default:
                    if (TakingCall(value) is not { TargetMethod.MethodKind: not MethodKind.DelegateInvoke } call
                        || mayTrack(call.TargetMethod))
                        return false;
                    if (IsCollection(call.Type) || SymbolEqualityComparer.Default.Equals(call.Type, value.Type))
                        open.Push(call);
                    break;
            }
        }

        return true;
    }

    private static IInvocationOperation? TakingCall(IOperation value) => value.Parent switch
    {
        IInvocationOperation call when call.Instance == value => call,
        IArgumentOperation { Parent: IInvocationOperation call } => call,
        _ => null,
    };

    private static IOperation? Target(IInvocationOperation call)
    {
        var target = call.Instance ?? (call is { TargetMethod.IsExtensionMethod: true, Arguments: [{ } first, ..] } ? first.Value : null);
        while (target is IConversionOperation { IsImplicit: true } conversion)
            target = conversion.Operand;
        return target;
    }

    private bool IsCollection(ITypeSymbol? type) => symbols.ServiceCollection.Includes(type);
}
