namespace TokenTracking.Generators.Tests.Mutations;

/// <summary>Interfaces that need every rule of the generator at least once.</summary>
internal static class Probe
{
    public const string Source = """
        #pragma warning disable CS0618, CS0619
        using System; using System.Collections.Generic; using System.Diagnostics.CodeAnalysis; using System.Threading;
        using System.Threading.Tasks; using TokenTracking;

        namespace Demo
        {
            public interface IA { int M(); string P { get; set; } }
            public interface IB { int M(); }

            [TrackAiUsage] public interface IDiamond : IA, IB { new int P { get; set; } Type GetType(); }

            [TrackAiUsage] public interface IGenerics
            {
                T? Find<T>(T? x);
                T? Make<T>() where T : class;
                Task<T?> Send<T>(string s) where T : IDisposable;
            }

            [TrackAiUsage] public interface ISupplier<T> where T : allows ref struct { T Get(); }

            public static class Uses
            {
                public static ISupplier<Span<int>> Track(ISupplier<Span<int>> s, ITokenTracker t) => s.WithTokenTracking(t);
            }

            [TrackAiUsage] public interface IPassing
            {
                ref int Slot(int i);
                ref readonly long Last { get; }
                bool TryTake(in Guid id, ref int n, out string s, ref readonly long l);
                Span<int> Cut(scoped Span<int> a, Span<int> b);
                unsafe int* Move(int* p);
                int this[int i, params string[] keys] { get; set; }
                string Key { get; init; }
                event EventHandler? Changed;
                void Note(int @event, string @class);
                [AllowNull] string Text { get; set; }
                bool TryGet(string k, [NotNullWhen(true)] out string? v);
                [Obsolete("no", true)] void Old();
                [Experimental("EXP1")] Task<int> New();
                static abstract string Describe(int x);
            }

            [TrackAiUsage] public interface IDefaults { int Cost() => 0; string Name => ""; Task<int> Ask(); }

            public interface IRoot
            {
                IMessages Messages { get; }
                Task<IMessages> Later();
                bool TryFind(string key, out IMessages? found);
                IReadOnlyList<IMessages> All { get; }
            }
            public interface IMessages { Task<LlmResult> Create(string model); IMessages With(int n); }

            [TrackAiUsage] public interface IClient : IRoot
            {
                LlmResult Now(string model, int maxTokens);
                Task<LlmResult> Ask(int tracker, int call, int result, int exception, CancellationToken cancellationToken = default);
                ValueTask<LlmResult> AskSoon(ReadOnlySpan<char> text, out string id);
                IAsyncEnumerable<LlmResult> Tell(string model);
            }
        }
        """;
}
