using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Analyzers.Knowledge.Registrations;

/// <summary>
/// Determines whether a registration precedes the <c>TrackAiProviders()</c> that decorates it. Computed from the syntax of the whole
/// compilation, once, at the first registration of a provider.
/// </summary>
internal sealed class RegistrationOrder(TrackingSymbols symbols)
{
    private const int LongestChain = 8;

    private readonly object _lock = new();
    private readonly ConcurrentDictionary<SyntaxNode, StrongBox<bool?>> _calledBefore = new();
    private IReadOnlyList<Body>? _bodies;
    private HashSet<string>? _trackers;

    /// <summary>True if a later <c>TrackAiProviders()</c> covers a registration; otherwise, false.</summary>
    public bool IsFollowedByTracking(IOperation registered, CancellationToken cancellationToken)
    {
        var registration = registered.Syntax;
        var bodies = Bodies(cancellationToken);
        if (bodies.Count == 0)
            return false;

        if (new OwnContainers(symbols, method => MayTrack(method, cancellationToken), cancellationToken).StaysUntracked(registered))
            return false;

        var container = Container(registration);
        var name = NameOf(container);
        if (bodies.FirstOrDefault(body => body.Node == container) is { Node: not null } own)
        {
            return own.LastTracking > PositionOf(registration)
                || (name is not null && IsCalledBefore(container, name, cancellationToken) is true);
        }

        // Registered in a separate method (AddMyProviders): the calls of that method count.
        return name is null || IsCalledBefore(container, name, cancellationToken) is not false;
    }

    // The result is the same for all registrations in one method.
    private bool? IsCalledBefore(SyntaxNode container, string name, CancellationToken cancellationToken)
    {
        if (!_calledBefore.TryGetValue(container, out var known))
        {
            var others = Bodies(cancellationToken).Where(body => body.Node != container).ToList();
            _calledBefore[container] = known = new StrongBox<bool?>(CallsBeforeTracking(others, name, cancellationToken));
        }

        return known.Value;
    }

    // Called from a body that tracks, or from another method that such a body calls. Null if no call is visible.
    private bool? CallsBeforeTracking(IReadOnlyList<Body> bodies, string name, CancellationToken cancellationToken)
    {
        var names = new List<string> { name };
        for (var i = 0; i < names.Count && i < LongestChain; i++)
        {
            var calls = bodies.SelectMany(body => body.CallsOf(names[i]).Select(position => position < body.LastTracking)).ToList();
            if (calls.Count > 0)
                return calls.Contains(true);
            foreach (var caller in Callers(names[i], cancellationToken))
            {
                if (!names.Contains(caller))
                    names.Add(caller);
            }
        }

        return null;
    }

    private IEnumerable<string> Callers(string name, CancellationToken cancellationToken)
        => CallsOf(name, cancellationToken).Select(static call => NameOf(Container(call))).OfType<string>();

    private IEnumerable<InvocationExpressionSyntax> CallsOf(string name, CancellationToken cancellationToken)
        => symbols.Compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot(cancellationToken).DescendantNodes())
            .OfType<InvocationExpressionSyntax>().Where(call => Body.CalledName(call) == name);

    // A method of this compilation that tracks or calls one that does, or the method of a library that does so.
    private bool MayTrack(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (method.Name == ServiceRegistration.TrackAiProviders)
            return true;
        if (method.DeclaringSyntaxReferences.IsEmpty)
            return method.ContainingAssembly?.Name != WellKnown.RuntimeAssembly
                && method.ContainingModule?.ReferencedAssemblies.Any(static assembly => assembly.Name == WellKnown.RuntimeAssembly) == true;
        return Trackers(cancellationToken).Contains(method.Name);
    }

    private HashSet<string> Trackers(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_trackers is not null)
                return _trackers;
        }

        var trackers = new HashSet<string>(
            Bodies(cancellationToken).Select(static body => NameOf(body.Node)).OfType<string>(), StringComparer.Ordinal);
        var open = new Queue<string>(trackers);
        while (open.Count > 0)
        {
            foreach (var caller in Callers(open.Dequeue(), cancellationToken).Where(trackers.Add))
                open.Enqueue(caller);
        }

        lock (_lock)
            return _trackers ??= trackers;
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
            bodies.AddRange(calls.GroupBy(static call => Container(call))
                .Select(static group => new Body(group.Key, group.Max(static call => NameStart(call)))));
        }

        AddIndirect(bodies, cancellationToken);
        return bodies;
    }

    // services.AddTicketAi(): a method that receives the collection and tracks its registrations does so at the call.
    private void AddIndirect(List<Body> bodies, CancellationToken cancellationToken)
    {
        var open = new Queue<SyntaxNode>(bodies.Select(static body => body.Node));
        var followed = new HashSet<SyntaxNode>(open);
        while (open.Count > 0)
        {
            var tracking = open.Dequeue();
            if (!IsHandedRegistrations(tracking) || NameOf(tracking) is not { } name)
                continue;
            foreach (var call in CallsOf(name, cancellationToken).Where(call => Declares(tracking, call, cancellationToken)))
            {
                var container = Container(call);
                var at = bodies.FindIndex(body => body.Node == container);
                if (at < 0)
                    bodies.Add(new Body(container, NameStart(call)));
                else if (bodies[at].LastTracking < NameStart(call))
                    bodies[at] = new Body(container, NameStart(call));
                if (followed.Add(container))
                    open.Enqueue(container);
            }
        }
    }

    private bool Declares(SyntaxNode declaration, InvocationExpressionSyntax call, CancellationToken cancellationToken)
        => symbols.Compilation.GetSemanticModel(call.SyntaxTree).GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method
            && Container(call) != declaration
            && (method.ReducedFrom ?? method).OriginalDefinition.DeclaringSyntaxReferences
                .Any(reference => reference.Span == declaration.Span && reference.SyntaxTree == declaration.SyntaxTree);

    // Through a parameter, the receiver of an extension block, or the code around a local function.
    private static bool IsHandedRegistrations(SyntaxNode container) => container switch
    {
        LocalFunctionStatementSyntax => true,
        MethodDeclarationSyntax method => method.ParameterList.Parameters
            .Concat(method.Parent?.ChildNodes().OfType<ParameterListSyntax>().SelectMany(static list => list.Parameters) ?? [])
            .Any(static parameter => parameter.Type?.ToString().TrimEnd('?') is { } type
                && (type.EndsWith("ServiceCollection", StringComparison.Ordinal) || type.EndsWith("Builder", StringComparison.Ordinal))),
        _ => false,
    };

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

    // The member or local function around a node. All top-level statements are one body. A lambda runs with the code around it.
    private static SyntaxNode Container(SyntaxNode node)
        => node.Ancestors().FirstOrDefault(static ancestor
            => ancestor is LocalFunctionStatementSyntax or CompilationUnitSyntax
                || (ancestor is MemberDeclarationSyntax and not GlobalStatementSyntax)) ?? node.SyntaxTree.GetRoot();

    private readonly record struct Body(SyntaxNode Node, int LastTracking)
    {
        public IEnumerable<int> CallsOf(string name)
        {
            // Top-level statements have the same parent as the types below them.
            foreach (var call in Node.DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                if (CalledName(call) == name && Container(call) == Node)
                    yield return NameStart(call);
            }
        }

        public static string? CalledName(InvocationExpressionSyntax call) => call.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
            SimpleNameSyntax name => name.Identifier.ValueText,
            _ => null,
        };
    }
}

/// <summary>The order of the registrations in a compilation.</summary>
internal static class RegistrationOrderOfCompilation
{
    extension(TrackingSymbols symbols)
    {
        /// <summary>The registrations that a later <c>TrackAiProviders()</c> covers; computed on first use.</summary>
        public RegistrationOrder Registrations => symbols.Fact(static of => new RegistrationOrder(of));
    }
}
