using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>The members that a decorator implements.</summary>
internal sealed partial class InterfaceParser
{
    private static readonly string[] MismatchesOfNull =
        ["CS8613", "CS8615", "CS8616", "CS8617", "CS8643", "CS8645", "CS8766", "CS8767", "CS8768", "CS8769"];

    private void FindSlots()
    {
        if (IsClass)
        {
            FindOverrides();
            return;
        }

        var all = _interface.AllInterfaces.Insert(0, _interface);
        var distinct = all.Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default).ToList();
        if (distinct.Count < all.Length)
        {
            // The same interface with and without annotations: an implementation can agree with one of them only.
            foreach (var id in MismatchesOfNull)
                _warnings.Disable(id);
        }

        foreach (var declaring in distinct)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            // A decorator disposes itself, and answers itself whether it tracks.
            if (declaring.IsIn("System", "IDisposable") || declaring.IsIn("System", "IAsyncDisposable")
                || declaring.IsIn(WellKnown.GeneratedNamespace, "IUsageTracked")
                || declaring.IsIn(WellKnown.GeneratedNamespace, "IUsageDecorator"))
            {
                continue;
            }

            foreach (var type in SignatureTypes.In(declaring))
                NoteNull(type);
            foreach (var member in declaring.GetMembers())
            {
                if (IsSlot(member))
                    AddSlot(declaring, member);
            }
        }
    }

    private void AddSlot(INamedTypeSymbol declaring, ISymbol member)
    {
        if (!CheckSignature(member))
            return;
        if (member is IPropertySymbol { SetMethod: { } setter } && !IsReachable(setter) && setter.IsAbstract && !IsProtected(setter))
            Refuse(RefusalIds.UnreachableMember, setter, setter.ToDisplayString());
        _slots.Add(new Slot(declaring, member));
    }

    /// <summary>A member that an implementing class fills. Sealed, private and plain static members belong to the interface, and a member
    /// that implements another interface's is reached through that one.</summary>
    private bool IsSlot(ISymbol member)
    {
        if (member is not (IMethodSymbol or IPropertySymbol or IEventSymbol) || !(member.IsAbstract || member.IsVirtual))
            return false;
        var isExplicit = member switch
        {
            IMethodSymbol { MethodKind: not (MethodKind.Ordinary or MethodKind.UserDefinedOperator or MethodKind.Conversion) } => true,
            IMethodSymbol method => !method.ExplicitInterfaceImplementations.IsEmpty,
            IPropertySymbol property => !property.ExplicitInterfaceImplementations.IsEmpty,
            IEventSymbol @event => !@event.ExplicitInterfaceImplementations.IsEmpty,
            _ => true,
        };
        if (isExplicit)
            return false;
        if (IsReachable(member))
            return true;
        if (member.IsAbstract)
            Refuse(RefusalIds.UnreachableMember, member, member.ToDisplayString());
        return false;
    }

    private bool IsReachable(ISymbol member)
        => member.DeclaredAccessibility is not (Accessibility.Protected or Accessibility.ProtectedAndInternal)
            && _compilation.IsSymbolAccessibleWithin(member, _compilation.Assembly);

    private static bool IsProtected(IMethodSymbol setter)
        => setter.DeclaredAccessibility is Accessibility.Protected or Accessibility.ProtectedOrInternal;
}
