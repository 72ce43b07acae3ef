using System.Collections.Concurrent;
using System.Reflection;

namespace TokenTracking.Generators.Corpus.Comparison;

/// <summary>The types of the loaded assemblies, each assembly read once: some packages have tens of thousands.</summary>
internal static class LoadedTypes
{
    private static readonly ConcurrentDictionary<Assembly, Type[]> Known = new();
    private static readonly ConcurrentDictionary<Assembly, string?[]> References = new();

    /// <summary>The types of an assembly that can be loaded.</summary>
    public static IReadOnlyList<Type> Of(Assembly assembly) => Known.GetOrAdd(assembly, static key => Read(key));

    /// <summary>Classes that derive from a class, those of its own assembly first.</summary>
    public static IEnumerable<Type> Under(Type type) => AppDomain.CurrentDomain.GetAssemblies()
        .Where(assembly => !assembly.IsDynamic && (assembly == type.Assembly || Refers(assembly, type.Assembly.GetName().Name)))
        .OrderByDescending(assembly => assembly == type.Assembly)
        .SelectMany(Of)
        .Where(derived => derived is { IsAbstract: false, ContainsGenericParameters: false } && derived.IsSubclassOf(type));

    private static bool Refers(Assembly assembly, string? name) => References.GetOrAdd(
        assembly, static key => [.. key.GetReferencedAssemblies().Select(static reference => reference.Name)]).Contains(name);

    // An assembly beside the program may need another that is not.
    private static Type[] Read(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            return [.. exception.Types.OfType<Type>()];
        }
    }
}
