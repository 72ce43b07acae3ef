using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Decorators;

/// <summary>An overload with a lower priority is called as itself: the compiler would choose another one for the same arguments.</summary>
public sealed class OverloadPriorityTests
{
    private static readonly GeneratorRun Run = GeneratorRun.Of("""
        using System; using System.Runtime.CompilerServices; using System.Threading.Tasks; using TokenTracking;
        [TrackAiUsage] public interface IModel
        {
            string Log(string message, params object[] values);
            [OverloadResolutionPriority(-1)] string Log(string message, object value);
            [OverloadResolutionPriority(1)] string Log<T>(T value);
            string Log(string inner);
            [OverloadResolutionPriority(-1)] T Log<T>(string message, T value, ref int n) where T : class;
            T Log<T>(object message, T value, ref int n) where T : class;
            Task<LlmResult> Ask(string prompt);
            [OverloadResolutionPriority(2)] Task<LlmResult> Ask(object prompt);
        }
        public sealed class Model : IModel
        {
            public string Log(string message, params object[] values) => "params";
            public string Log(string message, object value) => "one";
            public string Log<T>(T value) => "generic";
            public string Log(string inner) => "text";
            public T Log<T>(string message, T value, ref int n) where T : class { n = 1; return value; }
            public T Log<T>(object message, T value, ref int n) where T : class { n = 2; return value; }
            public Task<LlmResult> Ask(string prompt)
                => Task.FromResult(new LlmResult { Text = "", Model = "text", Usage = TokenUsage.Unknown });
            public Task<LlmResult> Ask(object prompt)
                => Task.FromResult(new LlmResult { Text = "", Model = "object", Usage = TokenUsage.Unknown });
        }
        public static class Entry
        {
            public static IModel Track(ITokenTracker tracker) => new Model().WithTokenTracking(tracker);
        }
        """);

    [Theory]
    [InlineData("params", typeof(string), typeof(object[]))]
    [InlineData("one", typeof(string), typeof(object))]
    [InlineData("text", typeof(string))]
    public void A_call_reaches_the_overload_that_was_called(string expected, params Type[] parameters)
    {
        var model = Run.Call<object>("Entry", "Track", new RecordingTracker());
        var method = Interface(model).GetMethod("Log", 0, parameters)!;

        object?[] arguments = ["x", .. parameters.Skip(1).Select(static object (type) => type.IsArray ? new object[1] : "y")];

        Assert.Equal(expected, method.Invoke(model, arguments));
    }

    [Theory]
    [InlineData(typeof(string), 1)]
    [InlineData(typeof(object), 2)]
    public void A_generic_overload_is_reached_with_its_reference(Type message, int expected)
    {
        var model = Run.Call<object>("Entry", "Track", new RecordingTracker());
        var method = Interface(model).GetMethods().Single(method => method.Name == "Log" && method.GetParameters() is { Length: 3 } all
            && all[0].ParameterType == message).MakeGenericMethod(typeof(string));
        object?[] arguments = ["m", "v", 0];

        Assert.Equal("v", method.Invoke(model, arguments));
        Assert.Equal(expected, arguments[2]);
    }

    [Theory]
    [InlineData(typeof(string), "text")]
    [InlineData(typeof(object), "object")]
    public async Task A_recorded_overload_is_called_as_itself_and_recorded_once(Type prompt, string expected)
    {
        var tracker = new RecordingTracker();
        var model = Run.Call<object>("Entry", "Track", tracker);

        var result = await (Task<LlmResult>)Interface(model).GetMethod("Ask", [prompt])!.Invoke(model, ["p"])!;

        Assert.Equal(expected, result.Model);
        Assert.Equal(expected, Assert.Single(tracker.Records).Model);
    }

    private static Type Interface(object model) => model.GetType().GetInterface("IModel")!;
}
