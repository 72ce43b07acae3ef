using System.Reflection;
using System.Runtime.Loader;

namespace TokenTracking.Generators.Corpus;

/// <summary>Asks the runtime itself where each slot of a decorator ends: one that ends in the interface would skip the inner object.</summary>
internal static class InterfaceSlots
{
    /// <summary>Looks at every decorator of a compiled batch.</summary>
    /// <returns>How many decorators it looked at.</returns>
    public static int Check(byte[] image, List<string> errors)
    {
        var context = new AssemblyLoadContext("batch", isCollectible: true);
        context.Resolving += static (loading, name) =>
        {
            var path = Path.Combine(AppContext.BaseDirectory, name.Name + ".dll");
            return File.Exists(path) ? AssemblyLoadContext.Default.LoadFromAssemblyPath(path) : null;
        };
        var decorators = context.LoadFromStream(new MemoryStream(image)).GetTypes()
            .Where(static type => type.IsClass && !type.IsAbstract && typeof(IUsageTracked).IsAssignableFrom(type))
            .ToArray();
        foreach (var decorator in decorators)
            errors.AddRange(FallenThrough(decorator));
        context.Unload();
        return decorators.Length;
    }

    private static IEnumerable<string> FallenThrough(Type decorator)
    {
        foreach (var declaring in decorator.GetInterfaces())
        {
            var map = decorator.GetInterfaceMap(declaring);
            for (var i = 0; i < map.InterfaceMethods.Length; i++)
            {
                var slot = map.InterfaceMethods[i];
                // What only the interface may call or answer is not the decorator's: protected members, and sealed ones.
                if (slot.IsFamily || slot.IsFamilyAndAssembly || slot.IsPrivate || slot.IsFinal || !slot.IsVirtual || (slot.IsStatic && !slot.IsAbstract))
                    continue;
                if (map.TargetMethods[i]?.DeclaringType is not { IsInterface: false })
                    yield return $"{decorator}: {declaring}.{slot.Name} falls through to the interface's own body";
            }
        }
    }
}
