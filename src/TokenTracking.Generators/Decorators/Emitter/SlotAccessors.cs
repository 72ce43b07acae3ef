using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Emitter;

/// <summary>The methods that call an overload of the inner object that the compiler would not choose.</summary>
/// <param name="names">The names of the decorator's private members.</param>
internal sealed class SlotAccessors(UniqueNames names)
{
    private readonly List<(MemberModel Member, string Method, string Inner)> _methods = [];

    /// <summary>The method that calls the slot.</summary>
    /// <param name="member">The slot.</param>
    /// <param name="inner">A name for the inner object that no parameter has.</param>
    public string Of(MemberModel member, string inner)
    {
        var method = names.Take("Call" + member.Name.TrimStart('@'));
        _methods.Add((member, method, inner));
        return method;
    }

    public void Write(SourceWriter writer)
    {
        foreach (var (member, method, inner) in _methods)
        {
            var unsafety = member.IsUnsafe ? "unsafe " : "";
            var parameters = string.Concat(member.Parameters.Select(static parameter => ", " + Signature.Declaration(parameter)));
            writer.Line().Line(UnsafeAccessor.Attribute(member.Name.TrimStart('@')));
            if (member.IsObsolete)
                writer.Line(Signature.Obsolete);
            foreach (var attribute in member.Attributes)
                writer.Line(Signature.Attribute(attribute));
            var constraints = string.Concat(Signature.Constraints(member.TypeParameters).Select(static constraint => " " + constraint));
            writer.Line($"private static extern {unsafety}{Signature.Returns(member)}{member.Type} "
                + $"{method}{Signature.TypeParameters(member.TypeParameters)}({member.DeclaringType} {inner}{parameters}){constraints};");
        }
    }
}
