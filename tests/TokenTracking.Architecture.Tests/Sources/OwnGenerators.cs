using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TokenTracking.Architecture.Tests.Sources;

/// <summary>The source generators of this repository, compiled from their sources.</summary>
internal static class OwnGenerators
{
    /// <summary>The generators that a compilation declares; none if it has errors, which the test of the binding then shows.</summary>
    public static IEnumerable<ISourceGenerator> In(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        return compilation.Emit(image).Success ? Load(image.ToArray()) : [];
    }

    private static ISourceGenerator[] Load(byte[] image)
        => [.. Assembly.Load(image).GetTypes()
            .Where(static type => !type.IsAbstract && type.IsAssignableTo(typeof(IIncrementalGenerator)))
            .Select(static type => ((IIncrementalGenerator)Activator.CreateInstance(type)!).AsSourceGenerator())];
}
