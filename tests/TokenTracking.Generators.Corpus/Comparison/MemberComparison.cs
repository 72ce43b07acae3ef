using System.Collections;
using System.Reflection;
using TokenTracking.Generated;
using TokenTracking.Tracking;

namespace TokenTracking.Generators.Corpus.Comparison;

/// <summary>Compares one member of a decorator in every way that a call of it can end.</summary>
/// <param name="subject">The decorator.</param>
/// <param name="slot">The member, as the interface declares it.</param>
/// <param name="closed">The member, its type arguments chosen.</param>
/// <param name="isCall">True where each call of it is recorded.</param>
/// <param name="isChild">True where what it hands out is tracked in its turn.</param>
/// <param name="areChildren">For each parameter, true where what it brings is tracked in its turn.</param>
/// <param name="samples">Values to pass and to return.</param>
internal sealed class MemberComparison(
    Subject subject, MethodInfo slot, MethodInfo closed, bool isCall, bool isChild, bool[] areChildren, SampleValues samples)
{
    private readonly CallThrough _call = CallThroughs.Emit(closed, subject.Type);
    private readonly KeepingTracker _tracker = new();
    private readonly object _inner = Activator.CreateInstance(subject.Inner)!;
    private readonly List<string> _problems = [];
    private object _decorator = null!;

    /// <summary>Calls that were made.</summary>
    public int Calls { get; private set; }

    /// <summary>Where the decorator is no faithful stand-in.</summary>
    public IReadOnlyList<string> Problems()
    {
        var type = closed.ReturnType;
        var completion = Completion.Of(type);
        var stream = completion is null && isCall ? StreamProbe.Of(type) : null;
        if (stream is not null)
        {
            stream.Compare(this, samples);
        }
        else
        {
            Returns("value", samples.Of(type));
            if (completion is not null && (isCall || isChild))
                Ends(completion);
            if (isChild)
                HandsOutTheSame(completion, samples.Of(type));
        }

        Throws();
        _tracker.IsEnabled = false;
        Returns("value while tracking is off", stream?.Source(samples) ?? samples.Of(type));
        Throws();
        return _problems;
    }

    /// <summary>Calls the member of a new decorator.</summary>
    /// <param name="how">For the message.</param>
    /// <param name="result">What the inner object returns.</param>
    /// <param name="exception">What it throws instead.</param>
    /// <returns>What came back, or was thrown.</returns>
    public (object? Returned, Exception? Thrown) Call(string how, object? result, Exception? exception = null)
    {
        _decorator = subject.Decorate(_inner, _tracker);
        return CallAgain(how, result, exception);
    }

    private (object? Returned, Exception? Thrown) CallAgain(string how, object? result, Exception? exception = null)
    {
        Calls++;
        _tracker.Clear();
        var parameters = closed.GetParameters();
        var passed = parameters.Select(parameter => Value(parameter)).ToArray();
        var written = parameters.Select(parameter => RecordingInners.IsWritten(parameter) ? Value(parameter) : null).ToArray();
        var script = new Script(slot) { Result = result, Exception = exception, Written = written };
        var arguments = (object?[])passed.Clone();
        var (returned, thrown) = script.Run(() => Caught(() => _call(_decorator, arguments, result)));
        CheckArguments(how, script, passed);
        for (var i = 0; thrown is null && i < written.Length; i++)
            Expect(written[i] is null
                || Sameness.Same(written[i], arguments[i]) != areChildren[i] && (!areChildren[i] || IsDecorated(arguments[i], written[i])),
                $"{how}: parameter {parameters[i].Name} brings another value");
        Expect(script.Others.TrueForAll(
            static other => other.Name == "GetService" || other.Name.StartsWith("get_", StringComparison.Ordinal))
            && (isCall || isChild || script.Others.Count == 0), $"{how}: calls {script.Others.FirstOrDefault()}, too");
        return (returned, thrown);
    }

    public void Expect(bool isSo, string problem)
    {
        if (!isSo)
            _problems.Add(problem);
    }

    /// <summary>Expects that nothing is recorded yet.</summary>
    public void ExpectNoRecord(string how) => Expect(_tracker.Records.Count == 0, $"{how}: {_tracker.Records.Count} records already");

    /// <summary>Expects the one record of a call; none of what is no call, and none while tracking is off.</summary>
    public void ExpectRecord(CallOutcome outcome, string how)
    {
        var expected = isCall && _tracker.IsEnabled ? 1 : 0;
        Expect(_tracker.Records.Count == expected, $"{how}: {_tracker.Records.Count} records instead of {expected}");
        foreach (var record in _tracker.Records)
            Expect(record.Outcome == outcome, $"{how}: recorded as {record.Outcome}");
    }

    public void ExpectSame(object? returned, object? given, string how)
        => Expect(IsSame(returned, given), $"{how}: returns {Shown(returned)} instead of {Shown(given)}");

    private void Returns(string how, object? given)
    {
        var (returned, thrown) = Call(how, given);
        if (thrown is not null)
            Expect(false, $"{how}: throws {thrown}");
        else if (isChild)
            ExpectDecorated(returned, given, how);
        else
            ExpectSame(returned, given, how);
        ExpectRecord(CallOutcome.Succeeded, how);
    }

    /// <summary>Who compares two services of one client by reference has to find them the same.</summary>
    private void HandsOutTheSame(Completion? completion, object? given)
    {
        var (first, _) = Call("first service", given);
        var (second, _) = CallAgain("second service", given);
        Expect(ReferenceEquals(Service(first), Service(second)), "one service has two decorators");

        object? Service(object? returned) => returned is null || completion is null ? returned : completion.Ended(returned).Result;
    }

    private void Throws()
    {
        var exception = new InvalidOperationException("told to");
        var (_, thrown) = Call("exception", null, exception);
        Expect(ReferenceEquals(thrown, exception), $"exception: throws {thrown?.GetType().ToString() ?? "nothing"}");
        ExpectRecord(CallOutcome.Failed, "exception");
    }

    private void Ends(Completion completion)
    {
        var result = completion.ResultType is { } type ? samples.Of(type) : null;
        var exception = new InvalidOperationException("told to");
        var (failed, _) = Call("failed task", completion.Failed(exception));
        Expect(failed is not null && ReferenceEquals(completion.Ended(failed).Exception, exception), "failed task: another exception");
        ExpectRecord(CallOutcome.Failed, "failed task");

        var (cancelled, _) = Call("cancelled task", completion.Cancelled());
        Expect(cancelled is not null && completion.Ended(cancelled).Exception is OperationCanceledException,
            "cancelled task: is not cancelled");
        ExpectRecord(CallOutcome.Cancelled, "cancelled task");

        var (open, complete, _) = completion.Open();
        var (late, _) = Call("late task", open);
        ExpectNoRecord("open task");
        complete(result);
        ExpectEnd(late, completion, result, "late task");

        var (other, _, fail) = completion.Open();
        var (lost, _) = Call("late failure", other);
        fail(exception);
        Expect(lost is not null && ReferenceEquals(completion.Ended(lost).Exception, exception), "late failure: another exception");
        ExpectRecord(CallOutcome.Failed, "late failure");
    }

    private void ExpectEnd(object? returned, Completion completion, object? result, string how)
    {
        var (ended, thrown) = returned is null ? (null, null) : completion.Ended(returned);
        if (isChild)
            Expect(IsDecorated(ended, result), $"{how}: brings {Shown(ended)} bare");
        else
            Expect(thrown is null && Sameness.Same(ended, result), $"{how}: brings {Shown(thrown ?? ended)} instead of {Shown(result)}");
        ExpectRecord(CallOutcome.Succeeded, how);
    }

    private void ExpectDecorated(object? returned, object? given, string how)
    {
        if (Completion.Of(closed.ReturnType) is { } completion)
            Expect(IsDecorated(completion.Ended(returned!).Result, completion.Ended(given!).Result),
                $"{how}: hands out {Shown(returned)} bare");
        else
            Expect(IsDecorated(returned, given), $"{how}: hands out {Shown(returned)} bare");
    }

    private static bool IsDecorated(object? returned, object? given)
        => given is IEnumerable list and not IUsageTracked && returned is IEnumerable services && returned.GetType().IsGenericType
            && returned.GetType().GetGenericTypeDefinition() == typeof(TrackedServices<>)
            ? services.Cast<object?>().Zip(list.Cast<object?>()).All(static pair => IsDecorated(pair.First, pair.Second))
                && services.Cast<object?>().Count() == list.Cast<object?>().Count()
            : given is null ? returned is null : returned is IUsageTracked && ReferenceEquals(
            returned.GetType().GetField("_inner", BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(returned), given);

    private bool IsSame(object? returned, object? given)
    {
        if (Sameness.Same(returned, given))
            return true;
        if (returned is Array left && given is Array right && Boxes.IsSpan(closed.ReturnType))
            return Sameness.SameItems(left, right);
        // A value task is used up by who awaits it: another brings the same.
        return isCall && returned is not null && given is not null && closed.ReturnType.IsValueType
            && Completion.Of(closed.ReturnType) is { } completion
            && Sameness.Same(completion.Ended(returned).Result, completion.Ended(given).Result);
    }

    private void CheckArguments(string how, Script script, object?[] passed)
    {
        if (script.Calls is not [{ } call])
        {
            Expect(false, $"{how}: reaches the inner object {script.Calls.Count} times");
            return;
        }

        Expect(slot.IsStatic || ReferenceEquals(call.Inner, _inner), $"{how}: reaches another object");
        var parameters = closed.GetParameters();
        for (var i = 0; i < passed.Length; i++)
        {
            var isOut = parameters[i] is { IsOut: true, IsIn: false, ParameterType.IsByRef: true };
            Expect(isOut || IsPassed(passed[i], call.Arguments[i], parameters[i].ParameterType),
                $"{how}: parameter {parameters[i].Name} arrives changed");
        }
    }

    private static bool IsPassed(object? passed, object? arrived, Type type)
        => Sameness.Same(passed, arrived)
            || (Boxes.IsSpan(type) && passed is Array left && arrived is Array right && Sameness.SameItems(left, right));

    private object? Value(ParameterInfo parameter)
        => samples.Of(parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType);

    private static (object? Returned, Exception? Thrown) Caught(Func<object?> call)
    {
        try
        {
            return (call(), null);
        }
        catch (Exception exception)
        {
            return (null, exception);
        }
    }

    private static string Shown(object? value) => value is null ? "null" : $"{value.GetType()}";
}
