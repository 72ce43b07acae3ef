using System.Reflection;

namespace TokenTracking.Generators.Corpus.Comparison;

/// <summary>A task or value task type: how one is completed, fails, is cancelled, or stays open.</summary>
internal abstract class Completion
{
    /// <summary>What the task brings; null for nothing.</summary>
    public abstract Type? ResultType { get; }

    /// <summary>The completion of a type; null for what is no task.</summary>
    public static Completion? Of(Type type)
    {
        if (type == typeof(Task) || type == typeof(ValueTask))
            return new Completion<object>(type == typeof(ValueTask), isPlain: true);
        return ResultOf(type) is { } result
            ? (Completion)Activator.CreateInstance(typeof(Completion<>).MakeGenericType(result), type.IsValueType, false)!
            : null;
    }

    /// <summary>What a task of a type brings, whether the type is closed or not; null for nothing.</summary>
    public static Type? ResultOf(Type type)
        => type.IsGenericType && type.GetGenericTypeDefinition() is var definition
            && (definition == typeof(Task<>) || definition == typeof(ValueTask<>))
            ? type.GetGenericArguments()[0]
            : null;

    public abstract object Completed(object? result);

    public abstract object Failed(Exception exception);

    public abstract object Cancelled();

    /// <summary>A task that ends when it is told to.</summary>
    public abstract (object Task, Action<object?> Complete, Action<Exception> Fail) Open();

    /// <summary>How a task ended, which must be at once: its result, or what it throws.</summary>
    public abstract (object? Result, Exception? Exception) Ended(object task);
}

internal sealed class Completion<T>(bool isValueTask, bool isPlain) : Completion
{
    public override Type? ResultType => isPlain ? null : typeof(T);

    public override object Completed(object? result)
    {
        var (task, complete, _) = Open();
        complete(result);
        return task;
    }

    public override object Failed(Exception exception)
    {
        var (task, _, fail) = Open();
        fail(exception);
        return task;
    }

    public override object Cancelled() => As(Task.FromCanceled<T>(new CancellationToken(canceled: true)));

    public override (object Task, Action<object?> Complete, Action<Exception> Fail) Open()
    {
        var source = new TaskCompletionSource<T>();
        return (As(source.Task), result => source.SetResult(Recorder.As<T>(result)), source.SetException);
    }

    public override (object? Result, Exception? Exception) Ended(object task)
    {
        var ended = task switch
        {
            ValueTask<T> value => value.AsTask(),
            ValueTask value => value.AsTask(),
            _ => (Task)task,
        };
        if (!ended.IsCompleted)
            return (null, new TimeoutException("it has not ended with its inner task"));
        try
        {
            ended.GetAwaiter().GetResult();
            return (ended is Task<T> typed ? typed.Result : null, null);
        }
        catch (Exception exception)
        {
            return (null, exception);
        }
    }

    private object As(Task<T> task) => (isValueTask, isPlain) switch
    {
        (false, _) => task,
        (true, true) => new ValueTask(task),
        (true, false) => new ValueTask<T>(task),
    };
}
