using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Emitter;

/// <summary>Prints the parts of a signature.</summary>
internal static class Signature
{
    public const string Obsolete = "[global::System.Obsolete]";

    /// <summary>The parameters as a signature declares them.</summary>
    public static string Declarations(MemberModel member) => string.Join(", ", member.Parameters.Select(Declaration));

    /// <summary>The arguments that pass the parameters on to the inner object.</summary>
    public static string Arguments(MemberModel member) => string.Join(", ", member.Parameters.Select(Argument));

    public static string Declaration(ParameterModel parameter)
    {
        var attributes = string.Concat(parameter.Attributes.Select(static attribute => Attribute(attribute) + " "));
        var scoped = parameter.IsScoped ? "scoped " : "";
        return $"{attributes}{scoped}{Modifier(parameter.Modifier)}{parameter.Type} {parameter.Name}";
    }

    /// <remarks>The inner object knows its own services, not their decorators.</remarks>
    private static string Argument(ParameterModel parameter)
    {
        if (parameter.MayBeDecorator)
            return $"{Runtime.TrackedChildren}.Unwrap(this._children, {parameter.Name})";
        if (parameter.Copy is { } copy)
            return $"out {parameter.Type} {copy}";
        var modifier = parameter.Modifier == ParameterModifier.RefReadOnly ? ParameterModifier.In : parameter.Modifier;
        return Modifier(modifier) + parameter.Name;
    }

    private static string Modifier(ParameterModifier modifier) => modifier switch
    {
        ParameterModifier.Ref => "ref ",
        ParameterModifier.Out => "out ",
        ParameterModifier.In => "in ",
        ParameterModifier.RefReadOnly => "ref readonly ",
        _ => "",
    };

    public static string Attribute(AttributeModel attribute)
    {
        var target = attribute.Target.Length == 0 ? "" : attribute.Target + ": ";
        return $"[{target}global::System.Diagnostics.CodeAnalysis.{attribute.Name}({string.Join(", ", attribute.Arguments)})]";
    }

    public static string Returns(MemberModel member) => member.Returns switch
    {
        ReturnKind.Ref => "ref ",
        ReturnKind.RefReadOnly => "ref readonly ",
        _ => "",
    };

    /// <summary>The list of type parameters with its brackets; empty for none.</summary>
    public static string TypeParameters(IEnumerable<TypeParameterModel> parameters, string? further = null)
    {
        var names = parameters.Select(static parameter => parameter.Name);
        var list = string.Join(", ", further is null ? names : names.Append(further));
        return list.Length == 0 ? "" : $"<{list}>";
    }

    /// <summary>The constraint clauses of type parameters, one for each that is constrained.</summary>
    public static IEnumerable<string> Constraints(IEnumerable<TypeParameterModel> parameters)
    {
        foreach (var parameter in parameters)
        {
            var constraints = string.Join(", ", Constraints(parameter));
            if (constraints.Length > 0)
                yield return $"where {parameter.Name} : {constraints}";
        }
    }

    /// <summary>The constraint clauses that give <c>T?</c> its meaning in an explicit implementation.</summary>
    public static IEnumerable<string> Constraints(MemberModel member)
        => member.Annotated.Select(static parameter => $"where {parameter.Name} : {(parameter.IsClass ? "class" : "default")}");

    private static IEnumerable<string> Constraints(TypeParameterModel parameter)
    {
        var kind = parameter.Kind switch
        {
            ConstraintKind.Class => "class",
            ConstraintKind.NullableClass => "class?",
            ConstraintKind.Struct => "struct",
            ConstraintKind.Unmanaged => "unmanaged",
            ConstraintKind.NotNull => "notnull",
            _ => null,
        };
        if (kind is not null)
            yield return kind;
        foreach (var type in parameter.Types)
            yield return type;
        if (parameter.HasConstructor)
            yield return "new()";
        if (parameter.AllowsRefStruct)
            yield return "allows ref struct";
    }
}
