using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Decorators;

/// <summary>An init accessor of a decorator is that of the inner object, whatever its name in metadata.</summary>
public sealed class InitAccessorTests
{
    [Theory]
    [InlineData("""[System.Runtime.CompilerServices.IndexerName("Key")]""", "int index", "1")]
    [InlineData("""[System.Runtime.CompilerServices.IndexerName("Entry")]""", "string first, int second", "\"a\", 2")]
    [InlineData("""[System.Runtime.CompilerServices.IndexerName("item")]""", "long inner", "3")]
    [InlineData("", "int inner", "4")]
    public void An_indexer_of_any_name_is_forwarded(string attribute, string parameters, string arguments)
    {
        var run = GeneratorRun.Of($$"""
            using System.Threading.Tasks; using TokenTracking;
            [TrackAiUsage] public interface IModel
            {
                Task<LlmResult> Ask();
                {{attribute}} string this[{{parameters}}] { get; init; }
            }
            public sealed class Model : IModel
            {
                private string _set = "";
                public Task<LlmResult> Ask() => Task.FromResult(new LlmResult { Text = "" });
                {{attribute}} public string this[{{parameters}}] { get => _set; init => _set = value; }
            }
            public static class Entry
            {
                public static string Set(ITokenTracker tracker)
                {
                    var decorator = new Model().WithTokenTracking(tracker);
                    foreach (var method in decorator.GetType().GetInterfaceMap(typeof(IModel)).TargetMethods)
                    {
                        if (method.Name.Contains("set_"))
                            method.Invoke(decorator, [{{arguments}}, "given"]);
                    }
                    return decorator[{{arguments}}];
                }
            }
            """);

        Assert.Equal("given", run.Call<string>("Entry", "Set", new RecordingTracker()));
    }
}
