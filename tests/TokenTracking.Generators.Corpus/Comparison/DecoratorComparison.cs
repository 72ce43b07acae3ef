using System.Reflection;
using TokenTracking.Generated;
using TokenTracking.Tracking;

namespace TokenTracking.Generators.Corpus.Comparison;

/// <summary>
/// Calls every member of a decorator over a recording inner object, and compares what it returns, what it throws, what the inner object
/// was given, and how many records were made.
/// </summary>
public sealed class DecoratorComparison
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private readonly RecordingInners _inners = new();
    private readonly TypeArguments _arguments;
    private readonly SampleValues _samples;

    public DecoratorComparison()
    {
        _arguments = new TypeArguments(_inners);
        _samples = new SampleValues(_inners);
    }

    /// <summary>Members that were called.</summary>
    public int Members { get; private set; }

    /// <summary>Calls that were made.</summary>
    public int Calls { get; private set; }

    /// <summary>Members of which a record was expected.</summary>
    public int Tracked { get; private set; }

    /// <summary>Where a decorator is no faithful stand-in.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>What could not be called, and why.</summary>
    public SortedDictionary<string, string> Uncompared { get; } = new(StringComparer.Ordinal);

    /// <summary>The names of the decorators that were looked at.</summary>
    public HashSet<string> Compared { get; } = new(StringComparer.Ordinal);

    /// <summary>Compares one decorator.</summary>
    public void Compare(Type definition)
    {
        // A decorator that goes on when its task ends does so at once only where no context wants it elsewhere.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            CompareMembers(definition);
        }
        catch (Exception exception)
        {
            Errors.Add($"{definition}: could not be compared: {exception}");
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private void CompareMembers(Type definition)
    {
        var name = definition.ToString();
        Compared.Add(name);
        if (_arguments.Close(definition) is not { } type)
        {
            Uncompared[name] = "no type arguments satisfy its constraints";
            return;
        }

        var constructor = type.GetConstructors(Instance)
            .OrderByDescending(static candidate => candidate.GetParameters()[1].ParameterType == typeof(ITokenTracker)).First();
        var implemented = type.GetField("_inner", Instance)!.FieldType;
        if ((constructor.GetParameters()[0].ParameterType is { IsInterface: false } own ? own : _inners.TypeOf(implemented))
            is not { } inner)
        {
            Uncompared[name] = "no object to decorate can be made";
            return;
        }

        var subject = new Subject(name, type, implemented, inner, constructor);
        var rules = new CallRules(RootOf(type), isAttributed: constructor.GetParameters()[1].ParameterType == typeof(ITokenTracker));
        foreach (var slot in RecordingInners.Slots(implemented)
            .Where(static slot => slot.IsPublic && slot.DeclaringType != typeof(IUsageTracked)))
            CompareOrReport(subject, slot, rules);
    }

    // A type whose own code throws costs the comparison of one member, and no other's.
    private void CompareOrReport(Subject subject, MethodInfo slot, CallRules rules)
    {
        try
        {
            Compare(subject, slot, rules);
        }
        catch (TypeInitializationException exception)
        {
            Uncompared[NameOf(subject, slot)] = $"the type initializer of {exception.TypeName} throws";
        }
        catch (Exception exception)
        {
            Errors.Add($"{NameOf(subject, slot)}: could not be compared: {exception}");
        }
    }

    private void Compare(Subject subject, MethodInfo slot, CallRules rules)
    {
        var name = NameOf(subject, slot);
        var refusal = slot.GetParameters().Select(static parameter => parameter.ParameterType).Append(slot.ReturnType).Select(Boxes.Refusal)
            .OfType<string>().FirstOrDefault();
        var closed = refusal is null ? _arguments.Close(slot) : null;
        if (closed is null)
        {
            Uncompared[name] = refusal ?? "no type arguments satisfy its constraints";
            return;
        }

        Members++;
        var isCall = !IsOwnTracking(subject.Interface) && rules.IsCall(slot);
        if (isCall)
            Tracked++;
        var comparison = new MemberComparison(
            subject, slot, closed, isCall, rules.IsTrackedChild(slot), [.. slot.GetParameters().Select(rules.IsTrackedChild)], _samples);
        foreach (var problem in comparison.Problems())
            Errors.Add($"{name}: {problem}");
        Calls += comparison.Calls;
    }

    private static string NameOf(Subject subject, MethodInfo slot) => $"{subject.Name} {slot.DeclaringType!.Name}.{slot.Name}";

    // What takes a tracker itself is given the decorator's, and records for itself.
    private static bool IsOwnTracking(Type type)
        => typeof(ITrackingTarget).IsAssignableFrom(type) || typeof(IUsageTracked).IsAssignableFrom(type);

    private static Type RootOf(Type type) => type.DeclaringType is { } outer && typeof(IUsageTracked).IsAssignableFrom(outer)
        ? outer.GetField("_inner", Instance)!.FieldType
        : type.GetField("_inner", Instance)!.FieldType;
}

/// <summary>A decorator under comparison.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, closed.</param>
/// <param name="Interface">The interface that it implements.</param>
/// <param name="Inner">The class of the objects under it.</param>
/// <param name="Constructor">Its constructor.</param>
internal sealed record Subject(string Name, Type Type, Type Interface, Type Inner, ConstructorInfo Constructor)
{
    /// <summary>A decorator over an object.</summary>
    public object Decorate(object inner, ITokenTracker tracker)
    {
        object?[] arguments = [.. Constructor.GetParameters().Select(parameter =>
            parameter.Position == 0 ? inner
            : parameter.ParameterType == typeof(ITokenTracker) ? tracker
            : parameter.ParameterType == typeof(TrackedChildren) ? new TrackedChildren(tracker)
            : parameter.DefaultValue)];
        return Constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }
}
