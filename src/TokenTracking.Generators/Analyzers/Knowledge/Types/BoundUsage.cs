using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding;

namespace TokenTracking.Generators.Analyzers.Knowledge.Types;

/// <summary>The usage that the generator would bind, by its own table of usage shapes, so that analyzers and decorators agree.</summary>
internal static class BoundUsage
{
    /// <summary>True for a result, or an item of a stream, from which the generator reads usage.</summary>
    public static bool IsFoundIn(ITypeSymbol result, Compilation compilation) => ResultBinding.TryBind(result, compilation) is not null;

    /// <summary>True for a type with this path of properties.</summary>
    public static bool HasPath(ITypeSymbol type, string path) => Members.Silent.FindPath(Members.Underlying(type), path) is not null;
}
