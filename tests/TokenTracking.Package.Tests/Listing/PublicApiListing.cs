using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace TokenTracking.Package.Tests.Listing;

/// <summary>
/// What an assembly offers, as text: a line for each type and, indented, for each of its members, by name in ordinal order.
/// </summary>
internal static class PublicApiListing
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(static type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Header(type)).Append('\n');
            foreach (var line in Members(type))
                text.Append("    ").Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static string Header(Type type)
    {
        var name = $"{type.Namespace}.{TypeText.Of(type)}";
        if (typeof(Delegate).IsAssignableFrom(type))
            return "delegate " + name;
        var bases = Bases(type).ToList();
        return $"{Kind(type)} {name}{(bases.Count == 0 ? "" : " : " + string.Join(", ", bases))}";
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => (type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "") + (type.IsByRefLike ? "ref " : "")
            + (IsRecord(type) ? "record struct" : "struct"),
        { IsAbstract: true, IsSealed: true } => "static class",
        _ => (type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + (IsRecord(type) ? "record" : "class"),
    };

    private static IEnumerable<string> Bases(Type type)
    {
        if (type.IsEnum)
            return [TypeText.Of(Enum.GetUnderlyingType(type))];
        var inherited = type.GetInterfaces().SelectMany(static one => one.GetInterfaces()).Concat(type.BaseType?.GetInterfaces() ?? []);
        var interfaces = type.GetInterfaces().Except(inherited)
            .Where(one => one.IsVisible && one != typeof(IEquatable<>).MakeGenericType(type))
            .Select(TypeText.Of).Order(StringComparer.Ordinal);
        return type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType)
            ? interfaces.Prepend(TypeText.Of(parent)) : interfaces;
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type)
                .Select(name => (Name: name, Value: Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)))
                .OrderBy(static member => member.Value)
                .Select(static member => string.Create(CultureInfo.InvariantCulture, $"{member.Name} = {member.Value}"));
        }

        if (typeof(Delegate).IsAssignableFrom(type))
            return [MemberText.Of(type.GetMethod("Invoke")!)];
        return type.GetMembers(Declared)
            .Select(static member => (member.Name, Text: MemberText.Of(member)))
            .Where(static member => member.Text is not null)
            .OrderBy(static member => member.Name, StringComparer.Ordinal).ThenBy(static member => member.Text, StringComparer.Ordinal)
            .Select(static member => member.Text!);
    }

    private static bool IsRecord(Type type)
        => type.GetMethod("<Clone>$", Declared) is not null
            || (type.IsValueType && type.GetMethod("PrintMembers", Declared)?.IsDefined(typeof(CompilerGeneratedAttribute)) == true);
}
