using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Emitter;

/// <summary>The methods that call init accessors of the inner object.</summary>
/// <param name="names">The names of the decorator's private members.</param>
/// <remarks>An init accessor is an ordinary method to the runtime; only the compiler restricts it to initializers.</remarks>
internal sealed class InitSetters(UniqueNames names)
{
    private readonly List<(MemberModel Member, string Method, string Inner)> _methods = [];

    /// <summary>The method that calls a property's init accessor.</summary>
    /// <param name="member">The property.</param>
    /// <param name="inner">A name for the inner object that no parameter has.</param>
    public string Of(MemberModel member, string inner)
    {
        var method = names.Take("Init" + member.Name.TrimStart('@'));
        _methods.Add((member, method, inner));
        return method;
    }

    public void Write(SourceWriter writer)
    {
        foreach (var (member, method, inner) in _methods)
        {
            var indexes = string.Concat(member.Parameters.Select(static parameter => Signature.Declaration(parameter) + ", "));
            writer.Line()
                .Line(UnsafeAccessor.Attribute(member.InitAccessor!))
                .Line($"private static extern void {method}({member.DeclaringType} {inner}, {indexes}{member.Type} value);");
        }
    }
}

/// <summary>The framework's access to a method past its accessibility, without reflection.</summary>
internal static class UnsafeAccessor
{
    private const string Namespace = "global::System.Runtime.CompilerServices";

    public static string Attribute(string method)
        => $"[{Namespace}.UnsafeAccessor({Namespace}.UnsafeAccessorKind.Method, Name = \"{method}\")]";
}
