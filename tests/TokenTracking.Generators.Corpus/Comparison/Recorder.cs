using System.Collections.Concurrent;
using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace TokenTracking.Generators.Corpus.Comparison;

/// <summary>What emitted code calls: it reports each call, and carries values from and to objects.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Recorder
{
    private static readonly ConcurrentDictionary<int, MethodInfo> Slots = new();

    /// <summary>Numbers a slot for emitted code.</summary>
    internal static int Register(MethodInfo slot)
    {
        lock (Slots)
        {
            var id = Slots.Count;
            Slots[id] = slot;
            return id;
        }
    }

    /// <summary>A slot was called.</summary>
    public static object? Enter(object? inner, int slot, object?[] arguments) => Script.Running?.Enter(inner, Slots[slot], arguments);

    /// <summary>A value out of its box; the type's default for null.</summary>
    public static T As<T>(object? value) => value is null ? default! : (T)value;

    /// <summary>A reference to where a value is kept: the first element of the array that stands for it.</summary>
    public static ref T Reference<T>(object? kept) => ref (kept as T[] ?? new T[1])[0];

    /// <summary>The array that stands for a reference, where the reference leads into it; else the value.</summary>
    public static object? Kept<T>(ref T reference, object? kept)
        => kept is T[] array && Unsafe.AreSame(ref reference, ref array[0]) ? array : reference;

    /// <summary>A span over the array that stands for it.</summary>
    public static Span<T> Span<T>(object? array) => array as T[];

    /// <summary>A read-only span over the array that stands for it.</summary>
    public static ReadOnlySpan<T> ReadOnlySpan<T>(object? array) => array as T[];

    /// <summary>What a span shows.</summary>
    public static object Shown<T>(Span<T> span) => span.ToArray();

    /// <summary>What a read-only span shows.</summary>
    public static object ShownReadOnly<T>(ReadOnlySpan<T> span) => span.ToArray();
}
