using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Operations;

namespace TokenTracking.Generators.Analyzers.Knowledge.Registrations;

/// <summary>
/// Collections of services that a member makes itself, <c>new ServiceCollection()</c> or <c>Host.CreateApplicationBuilder()</c>: what is done
/// with them is all in sight, so that a <c>TrackAiProviders()</c> elsewhere in the program is known not to be theirs.
/// </summary>
internal sealed class OwnContainers(TrackingSymbols symbols, Func<IMethodSymbol, bool> mayTrack)
{
    private readonly HashSet<ISymbol> _followed = new(SymbolEqualityComparer.Default);

    /// <summary>True for a registration with a collection that was made here, and that nobody who tracks gets to see.</summary>
    public bool StaysUntracked(IOperation registration)
        => Collection(registration) is { } collection && Made(collection) is { } made && NobodyTracks(made);

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

    private IOperation? Made(IOperation? value)
    {
        switch (value)
        {
            case IConversionOperation conversion:
                return Made(conversion.Operand);
            case IParenthesizedOperation parenthesized:
                return Made(parenthesized.Operand);
            case IPropertyReferenceOperation { Property.Name: "Services", Instance: { } builder }:
                return Made(builder);
            case IObjectCreationOperation { Type.Name: "ServiceCollection", Arguments.IsEmpty: true, Initializer: null }:
                return value;
            case IInvocationOperation { TargetMethod: { IsStatic: true, IsExtensionMethod: false, ContainingType.Name: "Host" or "WebApplication", Name: var name } }
                when name.StartsWith("Create", StringComparison.Ordinal) && name.EndsWith("Builder", StringComparison.Ordinal):
                return value;
            case IInvocationOperation call when SymbolEqualityComparer.Default.Equals(call.Type, Target(call)?.Type) || IsCollection(call.Type):
                return Made(Target(call));

            // A local that holds another one from somewhere on is not followed.
            case ILocalReferenceOperation { Local: var local } reference when OperationWalk.Root(reference) is var root && !OperationWalk.IsAssignedAgain(local, root) && _followed.Add(local):
                return Made(root.Descendants().OfType<IVariableDeclaratorOperation>()
                    .FirstOrDefault(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))?.Initializer?.Value);
            default:
                return null;
        }
    }

    private bool NobodyTracks(IOperation value)
    {
        _followed.Clear();
        return EndsUntracked(value);
    }

    private bool EndsUntracked(IOperation value) => value.Parent switch
    {
        IConversionOperation or IParenthesizedOperation => EndsUntracked(value.Parent),
        IInvocationOperation call when call.Instance == value => IsPassedBy(call, value),
        IArgumentOperation { Parent: IInvocationOperation call } => IsPassedBy(call, value),
        IPropertyReferenceOperation { Property.Name: "Services" } services => EndsUntracked(services),
        IPropertyReferenceOperation => true,
        IExpressionStatementOperation => true,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => !_followed.Add(local)
            || OperationWalk.ReadsOf(local, OperationWalk.Root(value)).All(EndsUntracked),
        _ => false,
    };

    private bool IsPassedBy(IInvocationOperation call, IOperation value)
        => call.TargetMethod.MethodKind != MethodKind.DelegateInvoke && !mayTrack(call.TargetMethod)
            && ((!IsCollection(call.Type) && !SymbolEqualityComparer.Default.Equals(call.Type, value.Type)) || EndsUntracked(call));

    private static IOperation? Target(IInvocationOperation call)
    {
        var target = call.Instance ?? (call is { TargetMethod.IsExtensionMethod: true, Arguments: [{ } first, ..] } ? first.Value : null);
        while (target is IConversionOperation { IsImplicit: true } conversion)
            target = conversion.Operand;
        return target;
    }

    private bool IsCollection(ITypeSymbol? type) => symbols.ServiceCollection.Includes(type);
}
