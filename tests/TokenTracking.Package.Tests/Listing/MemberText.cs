using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace TokenTracking.Package.Tests.Listing;

/// <summary>A member as its declaration reads, in one line; null for one that others cannot see or that the compiler wrote.</summary>
internal static class MemberText
{
    public static string? Of(MemberInfo member) => member switch
    {
        FieldInfo field when IsSeen(field.Attributes) => Of(field),
        PropertyInfo property when property.GetAccessors(nonPublic: true).Any(IsSeen) => Of(property),
        EventInfo { AddMethod: { } add } @event when IsSeen(add) => $"{Modifiers(add)}event {TypeText.Of(@event)} {@event.Name}",
        ConstructorInfo constructor when IsSeen(constructor)
            => $"{Access(constructor)}{TypeName(constructor.DeclaringType!)}({Parameters(constructor)})",
        MethodInfo { IsSpecialName: false } method when IsSeen(method) => Of(method),
        MethodInfo method when IsSeen(method) && method.Name.StartsWith("op_", StringComparison.Ordinal) => Of(method),
        _ => null,
    };

    public static string Of(MethodInfo method)
    {
        var generic = method.GetGenericArguments();
        var names = generic.Length == 0 ? "" : $"<{string.Join(", ", generic.Select(static argument => argument.Name))}>";
        var constraints = string.Concat(generic.Select(Constraint));
        return $"{Modifiers(method)}{TypeText.Of(method.ReturnParameter)} {method.Name}{names}({Parameters(method)}){constraints}";
    }

    private static string Of(FieldInfo field)
    {
        var modifiers = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        return $"{modifiers}{TypeText.Of(field)} {field.Name}{(field.IsLiteral ? " = " + Literal(field.GetRawConstantValue()) : "")}";
    }

    private static string Of(PropertyInfo property)
    {
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var index = property.GetIndexParameters();
        var name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Of))}]";
        var accessors = "";
        if (property.GetMethod is { } get && IsSeen(get))
            accessors += "get; ";
        if (property.SetMethod is { } set && IsSeen(set))
            accessors += set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init; " : "set; ";
        return $"{Modifiers(property.GetAccessors(nonPublic: true).First(IsSeen))}{required}{TypeText.Of(property)} {name} "
            + $"{{ {accessors}}}";
    }

    private static string Of(ParameterInfo parameter)
    {
        var passing = parameter switch
        {
            { ParameterType.IsByRef: true, IsOut: true } => "out ",
            { ParameterType.IsByRef: true, IsIn: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute)) => "params ",
            _ when parameter.Position == 0 && parameter.Member.IsDefined(typeof(ExtensionAttribute)) => "this ",
            _ => "",
        };
        return $"{passing}{TypeText.Of(parameter)} {parameter.Name}{Default(parameter)}";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Of));

    private static string Default(ParameterInfo parameter) => parameter switch
    {
        { HasDefaultValue: false } => "",
        { RawDefaultValue: null, ParameterType.IsValueType: true } when Nullable.GetUnderlyingType(parameter.ParameterType) is null
            => " = default",
        _ => " = " + Literal(parameter.RawDefaultValue),
    };

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Constraint(Type argument)
    {
        var attributes = argument.GenericParameterAttributes;
        var parts = new List<string>();
        if (attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
            parts.Add("struct");
        else if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            parts.Add("class");
        parts.AddRange(argument.GetGenericParameterConstraints().Where(static type => type != typeof(ValueType)).Select(TypeText.Of));
        return parts.Count == 0 ? "" : $" where {argument.Name} : {string.Join(", ", parts)}";
    }

    private static string Modifiers(MethodBase method) => Access(method) + method switch
    {
        { DeclaringType.IsInterface: true, IsStatic: false } => method.IsAbstract ? "" : "virtual ",
        { IsStatic: true } => method.IsAbstract ? "static abstract " : "static ",
        { IsAbstract: true } => "abstract ",
        MethodInfo { IsVirtual: true } own when own.GetBaseDefinition() != own => "override ",
        { IsVirtual: true, IsFinal: false, DeclaringType.IsSealed: false } => "virtual ",
        _ => "",
    };

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string TypeName(Type type) => type.Name.Split('`')[0];

    private static bool IsSeen(FieldAttributes attributes)
        => (attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;

    /// <summary>
    /// Accessors are the compiler's wherever a property is automatic; they are seen. Other members that it writes (of records) are not.
    /// </summary>
    private static bool IsSeen(MethodBase method)
        => (method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && !method.DeclaringType!.IsSealed))
            && (IsAccessor(method) || !method.IsDefined(typeof(CompilerGeneratedAttribute)));

    private static bool IsAccessor(MethodBase method)
        => method.IsSpecialName
            && (method.Name.StartsWith("get_", StringComparison.Ordinal) || method.Name.StartsWith("set_", StringComparison.Ordinal)
            || method.Name.StartsWith("add_", StringComparison.Ordinal));
}
