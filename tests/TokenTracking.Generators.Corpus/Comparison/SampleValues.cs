using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace TokenTracking.Generators.Corpus.Comparison;

/// <summary>Values to pass and to return, each told from every other where its type allows.</summary>
/// <param name="inners">Makes objects behind interfaces.</param>
internal sealed class SampleValues(RecordingInners inners)
{
    private const int Deepest = 3;

    private readonly HollowClasses _hollow = new();

    private int _last;

    /// <summary>A value of the type; null where none can be made without running foreign code.</summary>
    public object? Of(Type type) => Of(type, 0);

    private object? Of(Type type, int depth)
    {
        if (type == typeof(void))
            return null;
        var number = ++_last;
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Of(underlying, depth);
        if (Boxes.IsPointer(type))
            return (nint)number;
        if (Boxes.IsSpan(type))
            return Items(type.GetGenericArguments()[0], depth);
        if (type.IsByRef)
            return Items(type.GetElementType()!, depth);
        if (type.IsEnum)
            return Enum.ToObject(type, number % 100);
        if (type == typeof(string))
            return $"text {number}";
        if (type == typeof(object))
            return new object();
        if (type == typeof(Type))
            return typeof(SampleValues);
        if (type == typeof(CancellationToken))
            return new CancellationTokenSource().Token;
        if (type.IsPrimitive)
            return type == typeof(nint) ? (nint)number : type == typeof(nuint) ? (nuint)number : Number(type, number);
        if (type.IsArray)
            return type.GetArrayRank() == 1 ? Items(type.GetElementType()!, depth)
                : Array.CreateInstance(type.GetElementType()!, new int[type.GetArrayRank()]);
        if (Completion.Of(type) is { } completion)
            return completion.Completed(completion.ResultType is { } result ? Of(result, depth) : null);
        return type.IsInterface ? Behind(type, depth) : type.IsValueType ? Filled(type, depth) : Made(type);
    }

    private static object Number(Type type, int number) => type == typeof(bool)
        ? number % 2 == 0
        : Convert.ChangeType(number % 100 + 1, type, System.Globalization.CultureInfo.InvariantCulture);

    private Array Items(Type element, int depth)
    {
        var items = Array.CreateInstance(element, 1);
        if (depth < Deepest)
            items.SetValue(Of(element, depth + 1), 0);
        return items;
    }

    /// <summary>A list where a list will do: results are read, and a list is what they are.</summary>
    private object? Behind(Type type, int depth)
    {
        if (type.IsGenericType && type.GetGenericArguments() is [var element] && depth < Deepest
            && typeof(List<>).MakeGenericType(element) is var list && type.IsAssignableFrom(list))
        {
            return Activator.CreateInstance(list, Items(element, depth))!;
        }

        return inners.Create(type);
    }

    private object Filled(Type type, int depth)
    {
        var value = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            if (field.FieldType.IsPrimitive || field.FieldType == typeof(string) || (field.FieldType.IsValueType && depth < Deepest))
                field.SetValue(value, Of(field.FieldType, depth + 1));
        }

        return value;
    }

    /// <remarks>No constructor runs: what it would need is not to be had, and the decorator only hands the object on.</remarks>
    private object? Made(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
            return type.IsAbstract ? (Action)Nothing : Deaf(type);
        if (type == typeof(Array))
            return new object[1];
        if (type.IsAbstract)
            return _hollow.Under(type) is { } concrete ? Made(concrete) : null;
        var value = RuntimeHelpers.GetUninitializedObject(type);
#pragma warning disable CA1816 // What was never constructed has nothing to finalize.
        GC.SuppressFinalize(value);
#pragma warning restore CA1816
        return value;
    }

    private static void Nothing()
    {
    }

    private static Delegate? Deaf(Type type)
    {
        var invoke = type.GetMethod("Invoke")!;
        return invoke.GetParameters().Any(static parameter => parameter.ParameterType.IsByRef || Boxes.IsPointer(parameter.ParameterType))
            || invoke.ReturnType.IsByRefLike
            ? null
            : Expression.Lambda(
                type, Expression.Default(invoke.ReturnType),
                invoke.GetParameters().Select(static parameter => Expression.Parameter(parameter.ParameterType)))
                .Compile(preferInterpretation: true);
    }
}
