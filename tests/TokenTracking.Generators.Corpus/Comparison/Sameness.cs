using System.Reflection;

namespace TokenTracking.Generators.Corpus.Comparison;

/// <summary>Whether what came out is what went in: the very same object, or a value whose every field is the same.</summary>
internal static class Sameness
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public static bool Same(object? left, object? right)
    {
        if (ReferenceEquals(left, right))
            return true;
        if (left is null || right is null || left.GetType() != right.GetType())
            return false;
        var type = left.GetType();
        if (type.IsPrimitive || type.IsEnum || left is Pointer)
            return left.Equals(right);
        // An equality of the type's own might be satisfied with less.
        return type.IsValueType && type.GetFields(Fields).All(field => Same(field.GetValue(left), field.GetValue(right)));
    }

    /// <summary>The same items in the same order: a span's contents.</summary>
    public static bool SameItems(Array left, Array right)
        => left.Length == right.Length && left.Cast<object?>().Zip(right.Cast<object?>()).All(static pair => Same(pair.First, pair.Second));
}
