using System.Runtime.Loader;
using TokenTracking.Generated;

namespace TokenTracking.Generators.Corpus;

/// <summary>A compiled batch of decorators, loaded beside the packages that it was compiled against.</summary>
public static class CompiledBatch
{
    /// <summary>Every decorator in it, those that stand inside others included.</summary>
    public static Type[] Load(byte[] image)
    {
        var context = new AssemblyLoadContext("batch", isCollectible: true);
        context.Resolving += static (_, name) =>
        {
            var path = Path.Combine(AppContext.BaseDirectory, name.Name + ".dll");
            return File.Exists(path) ? AssemblyLoadContext.Default.LoadFromAssemblyPath(path) : null;
        };
        return [.. context.LoadFromStream(new MemoryStream(image)).GetTypes()
            .Where(static type => type is { IsClass: true, IsAbstract: false } && typeof(IUsageTracked).IsAssignableFrom(type)
                // What a container derives from a generic decorator has no members of its own.
                && !typeof(IUsageTracked).IsAssignableFrom(type.BaseType))];
    }
}
