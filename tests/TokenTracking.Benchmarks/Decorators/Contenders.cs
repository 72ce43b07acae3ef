using System.Reflection;
using Castle.DynamicProxy;
using TokenTracking.Providers;

namespace TokenTracking.Benchmarks.Decorators;

/// <summary>What each variant does with a call: the same start, the same record, the same sink.</summary>
internal static class Recording
{
    public static readonly UsageBinder<LlmResult> Result = static (LlmResult result, ref UsageReading reading) =>
    {
        reading.Replace(result.Usage, result.Completeness);
        reading.Model = result.Model;
    };

    public static readonly UsageBinder<LlmStreamUpdate> Item = static (LlmStreamUpdate item, ref UsageReading reading)
        => reading.Replace(item.Usage, item.Completeness);

    /// <summary>What a proxy does with what a method returned, of which it only knows that it is an object.</summary>
    public static object? Track(ITokenTracker tracker, string operation, Func<object?> invoke)
    {
        var call = TrackedCall.Start(tracker, operation);
        object? result;
        try
        {
            result = invoke();
        }
        catch (Exception exception)
        {
            call.Fail(exception);
            throw;
        }

        switch (result)
        {
            case Task<LlmResult> task:
                return Await(call, task);
            case ValueTask<LlmResult> task:
                return new ValueTask<LlmResult>(Await(call, task.AsTask()));
            case IAsyncEnumerable<LlmStreamUpdate> stream:
                return call.Track(stream, Item);
            case LlmResult plain:
                call.Succeed(plain, Result);
                return plain;
            default:
                return result;
        }
    }

    private static async Task<LlmResult> Await(TrackedCall call, Task<LlmResult> task)
    {
        try
        {
            var result = await task.ConfigureAwait(false);
            call.Succeed(result, Result);
            return result;
        }
        catch (Exception exception)
        {
            call.Fail(exception);
            throw;
        }
    }
}

/// <summary>The decorator that one writes by hand: always async.</summary>
internal sealed class HandWritten(IModel inner, ITokenTracker tracker) : IModel
{
    public async Task<LlmResult> Completed(string prompt)
    {
        var call = TrackedCall.Start(tracker, "completed");
        var result = await inner.Completed(prompt).ConfigureAwait(false);
        call.Succeed(result, Recording.Result);
        return result;
    }

    public async Task<LlmResult> Asynchronous(string prompt)
    {
        var call = TrackedCall.Start(tracker, "asynchronous");
        var result = await inner.Asynchronous(prompt).ConfigureAwait(false);
        call.Succeed(result, Recording.Result);
        return result;
    }

    public async ValueTask<LlmResult> Value(string prompt)
    {
        var call = TrackedCall.Start(tracker, "value");
        var result = await inner.Value(prompt).ConfigureAwait(false);
        call.Succeed(result, Recording.Result);
        return result;
    }

    public LlmResult Now(string prompt)
    {
        var call = TrackedCall.Start(tracker, "now");
        var result = inner.Now(prompt);
        call.Succeed(result, Recording.Result);
        return result;
    }

    public async IAsyncEnumerable<LlmStreamUpdate> Stream(int items)
    {
        var call = TrackedCall.Start(tracker, "stream");
        LlmStreamUpdate? last = null;
        await foreach (var item in inner.Stream(items).ConfigureAwait(false))
        {
            last = item;
            yield return item;
        }

        call.Succeed(last!, Recording.Item);
    }
}

/// <summary>The framework's runtime proxy.</summary>
public class Dispatched : DispatchProxy
{
    private IModel? _inner;
    private ITokenTracker? _tracker;

    internal static IModel Over(IModel inner, ITokenTracker tracker)
    {
        var proxy = Create<IModel, Dispatched>();
        var dispatched = (Dispatched)(object)proxy;
        (dispatched._inner, dispatched._tracker) = (inner, tracker);
        return proxy;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        => Recording.Track(_tracker!, targetMethod!.Name, () => targetMethod.Invoke(_inner, args));
}

/// <summary>Castle's runtime proxy.</summary>
internal sealed class Intercepting(ITokenTracker tracker) : IInterceptor
{
    private static readonly ProxyGenerator Generator = new();

    public static IModel Over(IModel inner, ITokenTracker tracker) => Generator.CreateInterfaceProxyWithTarget(inner, new Intercepting(tracker));

    public void Intercept(IInvocation invocation) => invocation.ReturnValue = Recording.Track(tracker, invocation.Method.Name, () =>
    {
        invocation.Proceed();
        return invocation.ReturnValue;
    });
}
