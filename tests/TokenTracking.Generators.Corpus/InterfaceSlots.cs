namespace TokenTracking.Generators.Corpus;

/// <summary>
/// Asks the runtime itself where each slot of a decorator ends: one that ends in the interface would skip the inner object.
/// </summary>
public static class InterfaceSlots
{
    /// <summary>The slots of a decorator that fall through.</summary>
    public static IEnumerable<string> FallenThrough(Type decorator)
    {
        foreach (var declaring in decorator.GetInterfaces())
        {
            var map = decorator.GetInterfaceMap(declaring);
            for (var i = 0; i < map.InterfaceMethods.Length; i++)
            {
                var slot = map.InterfaceMethods[i];
                // What only the interface may call or answer is not the decorator's: protected members, and sealed ones.
                if (slot.IsFamily || slot.IsFamilyAndAssembly || slot.IsPrivate || slot.IsFinal || !slot.IsVirtual
                    || (slot.IsStatic && !slot.IsAbstract))
                    continue;
                if (map.TargetMethods[i]?.DeclaringType is not { IsInterface: false })
                    yield return $"{decorator}: {declaring}.{slot.Name} falls through to the interface's own body";
            }
        }
    }
}
