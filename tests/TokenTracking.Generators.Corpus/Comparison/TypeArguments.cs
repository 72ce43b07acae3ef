using System.Reflection;

namespace TokenTracking.Generators.Corpus.Comparison;

/// <summary>Chooses type arguments that satisfy the constraints of a generic type or method.</summary>
/// <param name="inners">Makes classes for constraints that are interfaces.</param>
internal sealed class TypeArguments(RecordingInners inners)
{
    private const int MostAttempts = 5000;

    private static readonly Type[] Ordinary =
        [typeof(Sample), typeof(string), typeof(int), typeof(DayOfWeek), typeof(double), typeof(byte), typeof(Guid), typeof(Exception),
            typeof(EventArgs), typeof(Action)];

    /// <summary>The type, closed; null where no arguments are found.</summary>
    public Type? Close(Type type)
        => type.IsGenericTypeDefinition ? Choose(type.GetGenericArguments(), chosen => type.MakeGenericType(chosen)) : type;

    /// <summary>The method, closed; null where no arguments are found.</summary>
    public MethodInfo? Close(MethodInfo method)
        => method.IsGenericMethodDefinition ? Choose(method.GetGenericArguments(), chosen => method.MakeGenericMethod(chosen)) : method;

    private T? Choose<T>(Type[] parameters, Func<Type[], T> make)
        where T : class
    {
        var attempts = 0;
        return Next(new Type?[parameters.Length]);

        T? Next(Type?[] chosen)
        {
            if (Array.TrueForAll(chosen, static type => type is not null))
                return ++attempts > MostAttempts ? null : Try(() => make(chosen!));
            // First those whose constraints speak of nothing that is still open.
            var open = Enumerable.Range(0, parameters.Length).Where(i => chosen[i] is null).ToArray();
            var next = open.OrderBy(i => Constraints(parameters[i], parameters, chosen).Count(static constraint => constraint is null))
                .First();
            foreach (var candidate in Candidates(Constraints(parameters[next], parameters, chosen)))
            {
                var with = (Type?[])chosen.Clone();
                with[next] = candidate;
                if (Next(with) is { } made)
                    return made;
            }

            return null;
        }
    }

    private static Type?[] Constraints(Type parameter, Type[] parameters, Type?[] chosen)
        => [.. parameter.GetGenericParameterConstraints().Select(constraint => Substitute(constraint, parameters, chosen))];

    private IEnumerable<Type> Candidates(Type?[] constraints)
    {
        var known = constraints.OfType<Type>().ToArray();
        if (known.Length == constraints.Length && known.Length > 0 && Array.TrueForAll(known, static type => type.IsInterface)
            && inners.TypeOf(known) is { } implementing)
        {
            yield return implementing;
        }

        foreach (var constraint in known.Where(static type => !type.IsInterface && type != typeof(ValueType)))
        {
            yield return constraint;
            foreach (var derived in LoadedTypes.Of(constraint.Assembly)
                .Where(type => type.IsVisible && type.IsSubclassOf(constraint) && !type.ContainsGenericParameters).Take(5))
                yield return derived;
        }

        foreach (var type in Ordinary)
            yield return type;
    }

    /// <summary>A constraint in terms of what is chosen; null where it speaks of what is not.</summary>
    private static Type? Substitute(Type type, Type[] parameters, Type?[] chosen)
    {
        if (type.IsGenericParameter)
            return Array.IndexOf(parameters, type) is var i and >= 0 ? chosen[i] : null;
        if (!type.ContainsGenericParameters)
            return type;
        if (!type.IsGenericType)
            return null;
        var arguments = type.GetGenericArguments().Select(argument => Substitute(argument, parameters, chosen)).ToArray();
        return Array.Exists(arguments, static argument => argument is null) ? null
            : Try(() => type.GetGenericTypeDefinition().MakeGenericType(arguments!));
    }

    // The runtime says which arguments it takes only by refusing the others.
    private static T? Try<T>(Func<T> make)
        where T : class
    {
        try
        {
            return make();
        }
        catch (Exception exception) when (exception is ArgumentException or TypeLoadException or NotSupportedException
            or System.Security.VerificationException)
        {
            return null;
        }
    }
}

/// <summary>An ordinary class, for a type parameter that asks for nothing else.</summary>
public class Sample;
