using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>
/// Finds the services that an interface returns and that lead to usage: <c>IAnthropicClient.Messages</c>, <c>WithOptions(...)</c>, and
/// clients without an interface that are tracked themselves. A decorator that returns them as they are would track nothing after the first
/// step.
/// </summary>
internal sealed class ChildServices
{
    // What is found is the compilation's own: it goes when the compilation goes, and no model holds it.
    private static readonly ConditionalWeakTable<Compilation, ChildServices> Known = new();

    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _carries = new(SymbolEqualityComparer.Default);

    private readonly ConcurrentDictionary<INamedTypeSymbol, ITypeSymbol?> _hides = new(SymbolEqualityComparer.Default);

    private readonly Compilation _compilation;

    // A class that a member returns may be a result as well: it is a client if it is named as one.
    private readonly Lazy<HashSet<INamedTypeSymbol>> _classes;

    private ChildServices(Compilation compilation)
    {
        _compilation = compilation;
        _classes = new(() => new HashSet<INamedTypeSymbol>(
            TrackedInterfaces.FindNamed(compilation, CancellationToken.None).Select(static named => named.Type)
                .Where(static type => type.TypeKind == TypeKind.Class),
            SymbolEqualityComparer.Default));
    }

    public static ChildServices In(Compilation compilation)
        => Known.GetValue(compilation, static created => new ChildServices(created));

    /// <summary>The interface or class that a member returns, at once or in a task; null if it returns none.</summary>
    public static INamedTypeSymbol? ReturnedBy(ISymbol member)
    {
        var type = member switch
        {
            IMethodSymbol { IsStatic: false, MethodKind: MethodKind.Ordinary, RefKind: RefKind.None } method => method.ReturnType,
            IPropertySymbol { IsStatic: false, RefKind: RefKind.None, GetMethod: not null } property => property.Type,
            _ => null,
        };
        if (type is not null && (type.IsTask() || type.IsValueTask()))
            type = ((INamedTypeSymbol)type).TypeArguments[0];
        return ServiceIn(type);
    }

    /// <summary>An interface or a class, or that of the items of a list; null for what is none of them.</summary>
    public static INamedTypeSymbol? ServiceIn(ITypeSymbol? type)
        => (IsList(type) ? ((INamedTypeSymbol)type!).TypeArguments[0] : type) is INamedTypeSymbol child && MayBeService(child)
            ? child
            : null;

    private static bool MayBeService(ITypeSymbol type)
        => type is { TypeKind: TypeKind.Interface or TypeKind.Class, SpecialType: SpecialType.None };

    /// <summary>True for a list that is only read: its decorator is a view.</summary>
    public static bool IsList(ITypeSymbol? type)
        => type is not null && (type.IsIn("System.Collections.Generic", "IReadOnlyList", 1)
            || type.IsIn("System.Collections.Generic", "IReadOnlyCollection", 1)
            || type.IsIn("System.Collections.Generic", "IEnumerable", 1));

    /// <summary>The interfaces that a member returns in a form that can be decorated.</summary>
    public static IEnumerable<INamedTypeSymbol> TrackedBy(ISymbol member) => AllReturnedBy(member);

    private static IEnumerable<INamedTypeSymbol> AllReturnedBy(ISymbol member)
    {
        if (ReturnedBy(member) is { } child)
            yield return child;
        if (member is not IMethodSymbol { IsStatic: false } method)
            yield break;
        foreach (var parameter in method.Parameters)
        {
            if (parameter is { RefKind: RefKind.Out, Type: INamedTypeSymbol brought } && MayBeService(brought))
                yield return brought;
        }
    }

    /// <summary>True if a member of the interface returns the interface itself; otherwise, false.</summary>
    public static bool ReturnsItself(INamedTypeSymbol root)
        => root.TypeKind == TypeKind.Interface && Slots(root).SelectMany(AllReturnedBy).Contains(root, SymbolEqualityComparer.Default);

    /// <summary>The interfaces to decorate along with one, itself not among them.</summary>
    public IReadOnlyList<INamedTypeSymbol> Of(INamedTypeSymbol root)
    {
        var found = new List<INamedTypeSymbol>();
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default) { root };
        var open = new Queue<INamedTypeSymbol>();
        open.Enqueue(root);
        while (open.Count > 0)
        {
            foreach (var child in Children(open.Dequeue()))
            {
                if (!seen.Add(child) || !LeadsToUsage(child))
                    continue;
                found.Add(child);
                open.Enqueue(child);
            }
        }

        return found;
    }

    /// <summary>A result that hides usage, if some path of members from the interface ends at one, and none at usage that can be read;
    /// null otherwise.</summary>
    public ITypeSymbol? HidingUsage(INamedTypeSymbol type)
        => !MayCarry(type, type) || LeadsToUsage(type)
            ? null
            : Reachable(type).Select(reached => _hides.GetOrAdd(reached, Hiding)).FirstOrDefault(static hiding => hiding is not null);

    /// <summary>True if some member of an interface, or of one that it returns, carries usage. Asked of generic interfaces as well, which
    /// no decorator of a family implements.</summary>
    public bool HasCalls(INamedTypeSymbol type)
        => type is { SpecialType: SpecialType.None, TypeKind: TypeKind.Interface }
            && type.ContainingNamespace?.ToDisplayString().StartsWith("System", StringComparison.Ordinal) != true && LeadsToUsage(type);

    /// <summary>True if some path of members from the interface ends at one that carries usage; otherwise, false.</summary>
    private bool LeadsToUsage(INamedTypeSymbol type) => Reachable(type).Any(reached => _carries.GetOrAdd(reached, CarriesUsage));

    /// <summary>The interface, and all that it and those return.</summary>
    private IEnumerable<INamedTypeSymbol> Reachable(INamedTypeSymbol type)
    {
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default) { type };
        var open = new Queue<INamedTypeSymbol>();
        open.Enqueue(type);
        while (open.Count > 0)
        {
            var next = open.Dequeue();
            yield return next;
            foreach (var child in Children(next))
            {
                if (seen.Add(child))
                    open.Enqueue(child);
            }
        }
    }

    private ITypeSymbol? Hiding(INamedTypeSymbol type) => Slots(type).OfType<IMethodSymbol>()
        .Where(static method => method is { MethodKind: MethodKind.Ordinary, ReturnsVoid: false, IsStatic: false })
        .Select(method => InterfaceParser.HiddenIn(InterfaceParser.Unwrap(method.ReturnType).Result, _compilation))
        .FirstOrDefault(static hiding => hiding is not null);

    private IEnumerable<INamedTypeSymbol> Children(INamedTypeSymbol type)
        => Slots(type).SelectMany(AllReturnedBy)
            .Where(child => MayCarry(child, type) && (child.TypeKind == TypeKind.Interface || _classes.Value.Contains(child)));

    // The framework's interfaces carry no usage, and there are many ways from one to the next.
    private static bool MayCarry(INamedTypeSymbol child, INamedTypeSymbol type)
        => child is { SpecialType: SpecialType.None, IsGenericType: false }
            && (SymbolEqualityComparer.Default.Equals(child.ContainingAssembly, type.ContainingAssembly)
                || !(child.ContainingAssembly?.Name.StartsWith("System", StringComparison.Ordinal) ?? true));

    private bool CarriesUsage(INamedTypeSymbol type) => Slots(type).OfType<IMethodSymbol>().Any(method =>
        method is { MethodKind: MethodKind.Ordinary, ReturnsVoid: false, IsStatic: false }
            && !method.ReturnType.IsRefLikeType
            && ResultBinding.TryBind(InterfaceParser.Unwrap(method.ReturnType).Result, _compilation) is not null);

    private static IEnumerable<ISymbol> Slots(INamedTypeSymbol type)
        => type.AllInterfaces.Insert(0, type).SelectMany(static declaring => declaring.GetMembers());
}
