namespace System;

/// <summary>What list patterns (<c>is [{ } first, ..]</c>) ask the compiler for; netstandard2.0 does not have it.</summary>
internal readonly struct Index(int value, bool fromEnd = false)
{
    public int GetOffset(int length) => fromEnd ? length - value : value;

    public static implicit operator Index(int value) => new(value);
}
