using System.Reflection;
using System.Reflection.Emit;

namespace TokenTracking.Generators.Corpus.Comparison;

/// <summary>Emits how a value of any type becomes an object, and comes back from one.</summary>
internal static class Boxes
{
    /// <summary>Why values of a type cannot be carried; null where they can.</summary>
    public static string? Refusal(Type type) => type switch
    {
        { IsByRef: true } => Refusal(type.GetElementType()!),
        { IsGenericParameter: true } => null,
        { IsByRefLike: true } when !IsSpan(type) => $"no object can carry a {type.Name}",
        _ => null,
    };

    /// <summary>The value on the stack becomes an object.</summary>
    public static void Box(ILGenerator il, Type type)
    {
        if (IsPointer(type))
            il.Emit(OpCodes.Box, typeof(nint));
        else if (IsSpan(type))
            il.Emit(OpCodes.Call,
                Helper(Is(type, typeof(Span<>)) ? nameof(Recorder.Shown) : nameof(Recorder.ShownReadOnly), type.GetGenericArguments()[0]));
        else
            il.Emit(OpCodes.Box, type);
    }

    /// <summary>The object on the stack becomes a value.</summary>
    public static void Unbox(ILGenerator il, Type type)
    {
        if (IsPointer(type))
            il.Emit(OpCodes.Call, Helper(nameof(Recorder.As), typeof(nint)));
        else if (IsSpan(type))
            il.Emit(OpCodes.Call,
                Helper(Is(type, typeof(Span<>)) ? nameof(Recorder.Span) : nameof(Recorder.ReadOnlySpan), type.GetGenericArguments()[0]));
        else
            il.Emit(OpCodes.Call, Helper(nameof(Recorder.As), type));
    }

    /// <summary>A method of the recorder, for a type.</summary>
    public static MethodInfo Helper(string name, Type type) => typeof(Recorder).GetMethod(name)!.MakeGenericMethod(type);

    public static bool IsPointer(Type type) => type.IsPointer || type.IsFunctionPointer;

    public static bool IsSpan(Type type) => Is(type, typeof(Span<>)) || Is(type, typeof(ReadOnlySpan<>));

    private static bool Is(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;
}
