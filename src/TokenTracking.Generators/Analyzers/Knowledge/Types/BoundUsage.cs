using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding;

namespace TokenTracking.Generators.Analyzers.Knowledge.Types;

/// <summary>The generator's own table of usage shapes, asked whether it would bind: analyzers and decorators never disagree.</summary>
internal static class BoundUsage
{
    /// <summary>True for a result, or a piece of a stream, that the generator reads usage from.</summary>
    public static bool IsFoundIn(ITypeSymbol result, Compilation compilation) => ResultBinding.TryBind(result, compilation) is not null;

    /// <summary>True for a type with this path of properties.</summary>
    public static bool HasPath(ITypeSymbol type, string path) => Members.Silent.FindPath(Members.Underlying(type), path) is not null;
}
