using System.Reflection;
using Castle.DynamicProxy;
using TokenTracking.Generated;
using TokenTracking.Providers;

namespace TokenTracking.Benchmarks.Decorators;

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
    {
        var call = TrackedCall.Start(_tracker!, targetMethod!.Name);
        object? result;
        try
        {
            result = targetMethod.Invoke(_inner, args);
        }
        catch (Exception exception)
        {
            call.Fail(exception);
            throw;
        }

        return Proxied<Dispatched>.Track(call, result);
    }
}

/// <summary>Castle's runtime proxy.</summary>
internal sealed class Intercepting(ITokenTracker tracker) : IInterceptor
{
    private static readonly ProxyGenerator Generator = new();

    public static IModel Over(IModel inner, ITokenTracker tracker)
        => Generator.CreateInterfaceProxyWithTarget(inner, new Intercepting(tracker));

    public void Intercept(IInvocation invocation)
    {
        var call = TrackedCall.Start(tracker, invocation.Method.Name);
        try
        {
            invocation.Proceed();
        }
        catch (Exception exception)
        {
            call.Fail(exception);
            throw;
        }

        invocation.ReturnValue = Proxied<Intercepting>.Track(call, invocation.ReturnValue);
    }
}

/// <summary>What a proxy does with what a method returned, of which it only knows that it is an object.</summary>
/// <typeparam name="TProxy">The proxy: each has reading methods of its own, as each variant here.</typeparam>
internal static class Proxied<TProxy>
{
    private static readonly UsageBinder<LlmResult> ReadResult = static (
        LlmResult result, ref UsageReading reading) => reading.Replace(result);
    private static readonly UsageBinder<LlmStreamUpdate> ReadItem = static (
        LlmStreamUpdate item, ref UsageReading reading) => reading.Replace(item);

    public static object? Track(TrackedCall call, object? result)
    {
        switch (result)
        {
            case Task<LlmResult> task:
                return Await(call, task);
            case ValueTask<LlmResult> task:
                return new ValueTask<LlmResult>(Await(call, task.AsTask()));
            case IAsyncEnumerable<LlmStreamUpdate> stream:
                return Pass(call, stream);
            case LlmResult plain:
                call.Succeed(plain, ReadResult);
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
            call.Succeed(result, ReadResult);
            return result;
        }
        catch (Exception exception)
        {
            call.Fail(exception);
            throw;
        }
    }

    private static async IAsyncEnumerable<LlmStreamUpdate> Pass(TrackedCall call, IAsyncEnumerable<LlmStreamUpdate> stream)
    {
        LlmStreamUpdate? last = null;
        await foreach (var item in stream.ConfigureAwait(false))
        {
            last = item;
            yield return item;
        }

        call.Succeed(last!, ReadItem);
    }
}
