using System.Reflection;

namespace TokenTracking.Generators.Corpus.Comparison;

/// <summary>
/// What is a call and what is handed out tracked, by the rules of docs/generator.md: a second reading of them, of the runtime's types and
/// without the generator's code.
/// </summary>
/// <param name="root">The interface of the decorator that stands outermost.</param>
/// <param name="isAttributed">True where every task and asynchronous stream is a call.</param>
internal sealed class CallRules(Type root, bool isAttributed)
{
    private static readonly string[] Fetching = ["Get", "List", "Retrieve", "Update", "Delete", "Cancel", "Archive", "Modify"];
    private static readonly string[] Sdks = ["OpenAI", "Anthropic", "OllamaSharp", "Amazon", "Mistral", "Betalgo"];
    private static readonly Dictionary<Type, bool> Known = [];

    /// <summary>True where a call of the slot is recorded, once.</summary>
    public bool IsCall(MethodInfo slot)
    {
        if (slot.IsStatic || slot.IsSpecialName || slot.ReturnType.IsByRef || OnlyFetches(slot))
            return false;
        if (slot.ReturnType == typeof(void))
            return BringsUsage(slot);
        var isAwaited = Completion.ResultOf(slot.ReturnType) is not null || Is(slot.ReturnType, typeof(IAsyncEnumerable<>));
        if (isAttributed && isAwaited)
            return !IsTrackedChild(slot);
        return (isAttributed || !TakesIdOfResult(slot))
            && (UsageTypes.Carries(Result(slot.ReturnType)) || (Completion.ResultOf(slot.ReturnType) is null && BringsUsage(slot)));
    }

    private static bool BringsUsage(MethodInfo slot) => slot.GetParameters().Any(static parameter =>
        parameter is { IsOut: true, ParameterType.IsByRef: true } && UsageTypes.Carries(parameter.ParameterType.GetElementType()!));

    // What takes the id of what it returns looks it up: it was billed when it was made.
    private static bool TakesIdOfResult(MethodInfo slot)
    {
        if (Completion.ResultOf(slot.ReturnType) is not { } result)
            return false;
        return slot.GetParameters().Any(parameter => parameter.ParameterType == typeof(string)
            ? Names(parameter.Name ?? "", result)
            : parameter.ParameterType.Name.EndsWith("Params", StringComparison.Ordinal)
                && parameter.ParameterType.GetProperties().Any(property =>
                    property.PropertyType == typeof(string) && Names(property.Name, result)));
    }

    private static bool Names(string id, Type result)
        => id.Length > 4 && id.EndsWith("id", StringComparison.OrdinalIgnoreCase)
            && new[] { "", "Response", "Result", "Resource", "Data", "Info" }.Any(end =>
                result.Name.EndsWith(id[..^2] + end, StringComparison.OrdinalIgnoreCase));

    /// <summary>True where what the slot hands out is tracked in its turn, each item of a list.</summary>
    public bool IsTrackedChild(MethodInfo slot) => HandedOut(slot) is { } child && IsTracked(child);

    /// <summary>True where what an out parameter brings is tracked in its turn.</summary>
    public bool IsTrackedChild(ParameterInfo parameter) => Brought(parameter) is { } child && IsTracked(child);

    private bool IsTracked(Type child) => child == root || (IsOfFamily(child, root) && LeadsToUsage(child));

    private static Type? Brought(ParameterInfo parameter)
        => parameter is { IsOut: true, IsIn: false, ParameterType.IsByRef: true } && !((MethodInfo)parameter.Member).IsStatic
            && parameter.ParameterType.GetElementType() is { IsInterface: true } type ? type : null;

    private static bool OnlyFetches(MethodInfo slot)
        => Sdks.Contains(slot.DeclaringType!.Namespace?.Split('.')[0] ?? "", StringComparer.Ordinal)
            && Array.Exists(Fetching, verb => slot.Name.StartsWith(verb, StringComparison.Ordinal));

    private static Type? HandedOut(MethodInfo slot)
    {
        if (slot.IsStatic || slot.ReturnType.IsByRef
            || slot.GetParameters() is { Length: > 0 } && slot.IsSpecialName && !slot.Name.StartsWith("get_", StringComparison.Ordinal))
            return null;
        var type = Completion.ResultOf(slot.ReturnType) ?? slot.ReturnType;
        if (Is(type, typeof(IReadOnlyList<>)) || Is(type, typeof(IReadOnlyCollection<>)) || Is(type, typeof(IEnumerable<>)))
            type = type.GetGenericArguments()[0];
        return type.IsInterface ? type : null;
    }

    private static IEnumerable<Type> AllHandedOut(MethodInfo slot)
        => slot.GetParameters().Select(Brought).Append(HandedOut(slot)).OfType<Type>();

    private static bool LeadsToUsage(Type type)
    {
        if (Known.TryGetValue(type, out var known))
            return known;
        var seen = new HashSet<Type> { type };
        var open = new Queue<Type>(seen);
        var found = false;
        while (!found && open.TryDequeue(out var next))
        {
            var slots = RecordingInners.Slots(next).ToArray();
            found = Array.Exists(
                slots, static slot => slot is { IsStatic: false, IsSpecialName: false } && UsageTypes.Carries(Result(slot.ReturnType)));
            foreach (var child in slots.SelectMany(AllHandedOut).Where(child => IsOfFamily(child, next) && seen.Add(child)))
                open.Enqueue(child);
        }

        return Known[type] = found;
    }

    private static bool IsOfFamily(Type child, Type type)
        => !child.IsGenericType
            && (child.Assembly == type.Assembly || !child.Assembly.GetName().Name!.StartsWith("System", StringComparison.Ordinal));

    private static Type Result(Type type)
        => Completion.ResultOf(type)
            ?? (Is(type, typeof(IAsyncEnumerable<>)) || Is(type, typeof(IEnumerable<>)) || Is(type, typeof(IObservable<>))
                ? type.GetGenericArguments()[0] : type);

    private static bool Is(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;
}
