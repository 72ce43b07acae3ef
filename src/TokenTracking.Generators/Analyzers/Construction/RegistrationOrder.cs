using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Construction;

/// <summary>
/// Whether a registration is made before the <c>TrackAiProviders()</c> that is to decorate it. Read from the syntax of the whole
/// compilation, once and only when the first registration of a provider asks.
/// </summary>
internal sealed class RegistrationOrder(TrackingSymbols symbols)
{
    private readonly object _lock = new();
    private IReadOnlyList<Body>? _bodies;

    /// <summary>True for a registration of the tracked interface that a later <c>TrackAiProviders()</c> covers, or that such a
    /// registration resolves.</summary>
    public bool IsCovered(IOperation registration, CancellationToken cancellationToken)
        => ServiceRegistration.ServesTrackedInterface(symbols, registration)
            ? IsFollowedByTracking(registration.Syntax, cancellationToken)
            : IsForwarded(registration, cancellationToken);

    // services.AddSingleton<X>(); services.AddSingleton<I>(provider => provider.GetRequiredService<X>());
    private bool IsForwarded(IOperation registration, CancellationToken cancellationToken)
    {
        if (registration is not IInvocationOperation { TargetMethod.TypeArguments: [{ } concrete, ..] })
            return false;
        foreach (var resolved in OperationWalk.Root(registration).Descendants().OfType<IInvocationOperation>())
        {
            if (resolved.TargetMethod is { Name: "GetRequiredService" or "GetService" or "GetRequiredKeyedService" or "GetKeyedService", TypeArguments: [{ } type] }
                && SymbolEqualityComparer.Default.Equals(type, concrete)
                && RegistrationAround(resolved) is { } forwarding
                && ServiceRegistration.ServesTrackedInterface(symbols, forwarding)
                && IsFollowedByTracking(forwarding.Syntax, cancellationToken))
                return true;
        }

        return false;
    }

    private IInvocationOperation? RegistrationAround(IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation lambda && OperationWalk.TakingCall(lambda) is { } call
                && ServiceRegistration.IsRegistration(symbols, call.TargetMethod))
                return call;
        }

        return null;
    }

    private bool IsFollowedByTracking(SyntaxNode registration, CancellationToken cancellationToken)
    {
        var bodies = Bodies(cancellationToken);
        if (bodies.Count == 0)
            return false;

        var container = Container(registration);
        if (bodies.FirstOrDefault(body => body.Node == container) is { Node: not null } own)
            return own.LastTracking > PositionOf(registration);

        // Registered in a method of its own (AddMyProviders): what counts is where that method is called.
        if (container is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax && NameOf(container) is { } name)
        {
            var calls = bodies.SelectMany(body => body.CallsOf(name).Select(position => position < body.LastTracking)).ToList();
            if (calls.Count > 0)
                return calls.Contains(true);
        }

        return true;
    }

    private IReadOnlyList<Body> Bodies(CancellationToken cancellationToken)
    {
        lock (_lock)
            return _bodies ??= Find(cancellationToken);
    }

    private List<Body> Find(CancellationToken cancellationToken)
    {
        var bodies = new List<Body>();
        foreach (var tree in symbols.Compilation.SyntaxTrees)
        {
            if (!tree.GetText(cancellationToken).ToString().Contains(ServiceRegistration.TrackAiProviders))
                continue;
            var calls = tree.GetRoot(cancellationToken).DescendantNodes().OfType<InvocationExpressionSyntax>()
                .Where(static call => Body.CalledName(call) == ServiceRegistration.TrackAiProviders);
            bodies.AddRange(calls.GroupBy(static call => Container(call)).Select(static group => new Body(group.Key, group.Max(static call => NameStart(call)))));
        }

        return bodies;
    }

    private static int PositionOf(SyntaxNode registration)
        => registration is InvocationExpressionSyntax call ? NameStart(call) : registration.SpanStart;

    private static int NameStart(InvocationExpressionSyntax call)
        => call.Expression is MemberAccessExpressionSyntax access ? access.Name.SpanStart : call.SpanStart;

    private static string? NameOf(SyntaxNode container) => container switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        _ => null,
    };

    // The member or local function around a node; top-level statements are one body together. A lambda runs with its surroundings.
    private static SyntaxNode Container(SyntaxNode node)
        => node.Ancestors().FirstOrDefault(static ancestor
            => ancestor is LocalFunctionStatementSyntax or CompilationUnitSyntax
                || (ancestor is MemberDeclarationSyntax and not GlobalStatementSyntax)) ?? node.SyntaxTree.GetRoot();

    private readonly record struct Body(SyntaxNode Node, int LastTracking)
    {
        public IEnumerable<int> CallsOf(string name)
            => Node.DescendantNodes().OfType<InvocationExpressionSyntax>()
                .Where(call => CalledName(call) == name)
                .Select(static call => NameStart(call));

        public static string? CalledName(InvocationExpressionSyntax call) => call.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
            SimpleNameSyntax name => name.Identifier.ValueText,
            _ => null,
        };
    }
}
