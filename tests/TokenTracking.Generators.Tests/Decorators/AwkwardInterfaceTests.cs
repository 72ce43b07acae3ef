using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TokenTracking.Generators.Tests.Verifiers;

namespace TokenTracking.Generators.Tests.Decorators;

/// <summary>
/// Interfaces that a decorator can get wrong. Each has to compile without a warning under nullable and warnings as errors.
/// </summary>
public sealed class AwkwardInterfaceTests
{
    private const string Usings = """
        #pragma warning disable CS8981 // lower-case type names
        using System; using System.Collections; using System.Collections.Generic; using System.Diagnostics.CodeAnalysis;
        using System.Runtime.CompilerServices; using System.Threading; using System.Threading.Tasks; using TokenTracking;

        """;

    public static TheoryData<string, string> Cases => new()
    {
        { "diamond", "public interface IA { int M(); } public interface IB { int M(); } [TrackAiUsage] public interface IC : IA, IB { }" },
        { "same signature, other return", "[TrackAiUsage] public interface IRepo<T> : IEnumerable<T> { Task<T> Get(); }" },
        { "hiding", "public interface IA { string P { get; set; } } [TrackAiUsage] public interface IB : IA { new int P { get; set; } }" },
        { "T? unconstrained", "[TrackAiUsage] public interface I { T? M<T>(T? x); Task<T?> N<T>(); }" },
        { "T? with an interface constraint",
            "[TrackAiUsage] public interface I { Task<T?> Send<T>(string r) where T : IDisposable; "
            + "Task<List<T?>> All<T>() where T : notnull; }" },
        { "T? of a class and a struct",
            "[TrackAiUsage] public interface I { T? M<T>() where T : class; U? N<U>() where U : struct; V? O<V>() where V : Exception; }" },
        { "ref struct type argument", "[TrackAiUsage] public interface ISupplier<out T> where T : allows ref struct { T Get(); }" },
        { "async with a span", "[TrackAiUsage] public interface I { Task<int> Count(ReadOnlySpan<char> text); }" },
        { "async with in and out",
            "[TrackAiUsage] public interface I { Task<int> M(in Guid id, out string requestId, ref int n, ref readonly long l); }" },
        { "scoped",
            "[TrackAiUsage] public interface I { Span<int> M(scoped Span<int> a, Span<int> b); "
            + "Task<int> N(scoped ref int x, params ReadOnlySpan<int> p); }" },
        { "ref returns",
            "public struct Big { } [TrackAiUsage] public interface I { ref int Slot(int i); ref readonly Big Cur { get; "
            + "} ref int this[int i] { get; } }" },
        { "unscoped ref", "[TrackAiUsage] public interface I { ref int M([UnscopedRef] out int x, [UnscopedRef] ref int y); }" },
        { "default members",
            "[TrackAiUsage] public interface I { int Cost() => 0; Task<int> Ask(); int P { get => 1; "
            + "set { } } event Action E { add { } remove { } } }" },
        { "re-implemented by a derived interface",
            "public interface IA { int M(); } [TrackAiUsage] public interface IB : IA { int IA.M() => 1; Task<int> N(); }" },
        { "default members of siblings",
            "public interface IA { string N => \"a\"; } public interface IB { string N => \"b\"; "
            + "} [TrackAiUsage] public interface IC : IA, IB { }" },
        { "statics and nested types",
            "[TrackAiUsage] public interface I { static I Create() => new C(); static int X; const int Y = 1; "
            + "class C : I { public void M() { } } void M(); private void P() { } sealed void S() { } }" },
        { "static abstract",
            "[TrackAiUsage] public interface I { static abstract I Create(string cfg); static virtual int V => 1; "
            + "static abstract event Action E; static abstract string P { get; set; } Task<int> Ask(); }" },
        { "init accessors",
            "[TrackAiUsage] public interface I { string Key { get; init; } int this[int i] { get; init; } Uri? Url { init; } }" },
        { "protected", "[TrackAiUsage] public interface I { int P { get; protected set; } protected void Hook() { } void M(); }" },
        { "obsolete",
            "#pragma warning disable CS0612, CS0618, CS0619\n[Obsolete(\"no\", true)] public class Old { } "
            + "[TrackAiUsage] public interface I { [Obsolete(\"no\", true)] void M(Old t); [Obsolete] int P { get; set; "
            + "} [Obsolete(\"x\", DiagnosticId = \"OLD1\")] event Action E; int Q { get; [Obsolete(\"y\")] set; } }" },
        { "obsolete interface", "#pragma warning disable CS0618\n[Obsolete(\"x\")] [TrackAiUsage] public interface I { Task<int> M(); }" },
        { "interface that is obsolete as an error", "[Obsolete(\"x\", true)] [TrackAiUsage] public interface I { Task<int> M(); }" },
        { "experimental",
            "[Experimental(\"EXP1\")] public class New { } [TrackAiUsage] public interface I { "
            + "[Experimental(\"EXP2\")] Task<int> M();\n#pragma warning disable EXP1\n Task<New> N(); }" },
        { "optional values",
            "[TrackAiUsage] public interface I { void M(DayOfWeek d = (DayOfWeek)9, decimal m = 1.5m, CancellationToken c = default, "
            + "double x = double.PositiveInfinity, string? s = null, char k = '\\u2028'); void N(int? a, int b); }" },
        { "keywords",
            "namespace @namespace { [TrackAiUsage] public interface @class<@in> { int @event { get; "
            + "} void @params(int @ref, string @await, object field, int @value); @in @return<@out>(@out @default); "
            + "int this[int @params] { get; set; } } }" },
        { "names of generated locals",
            "[TrackAiUsage] public interface I { Task<int> M(int _inner, int result, int tracker, int call, int exception, int _tracker, "
            + "CancellationToken cancellationToken); Task<int> N<tracker, call>(tracker result, call exception); }" },
        { "names of generated members",
            "[TrackAiUsage] public interface ITracked { void TrackedTracked(); void Dispose(); int GetHashCode(); Type GetType(); "
            + "bool Equals(object? o); string ToString(); bool TracksUsage { get; } }" },
        { "nested in generic types",
            "public class Outer<T> where T : struct { public interface IMid<in U> where U : class, new() { "
            + "[TrackAiUsage] public interface IIn<V> where V : notnull { T M(U u, V v); Task<V> N(); } } }" },
        { "dynamic",
            "public interface IG<T> { T G { get; } } [TrackAiUsage] public interface I : IG<List<object>> { "
            + "int M(in int a, dynamic b, ref dynamic c, out dynamic d); dynamic P { get; set; } Task<dynamic> A(List<dynamic> l); }" },
        { "tuples",
            "[TrackAiUsage] public interface I { (int InTok, int OutTok) Usage((string Model, int? N) a); "
            + "Task<(LlmResult R, int N)> Ask(); }" },
        { "nullable-oblivious",
            "#nullable disable\n[TrackAiUsage] public interface ILegacy { Task<string> Ask(string s); event EventHandler E; "
            + "string this[string k] { get; set; } }" },
        { "indexers",
            "[TrackAiUsage] public interface I { int this[int i, params string[] p] { get; set; "
            + "} [IndexerName(\"Item\")] string this[in long k] { get; } }" },
        { "flow attributes",
            "[TrackAiUsage] public interface I { bool TryGet(string k, [NotNullWhen(true)] out string? v); "
            + "bool TryTake<T>([MaybeNullWhen(false)] out T v); [return: NotNullIfNotNull(\"s\")] string? Echo(string? s); "
            + "[AllowNull] string P { get; set; } [DisallowNull] string? Q { get; set; } [DoesNotReturn] void Throw(); }" },
        { "custom awaitables",
            "[TrackAiUsage] public interface I { ValueTask<int> A(); ConfiguredTaskAwaitable<int> B(); Task<Task<int>> D(); "
            + "ValueTask E(); Task F(); }" },
        { "method type parameter of the class's name",
            "public interface IBase { T As<T>(); Task<T?> Find<T>(Func<T, bool> f) where T : class; "
            + "} [TrackAiUsage] public interface I<T> : IBase { T Get(); }" },
        { "variance and all constraints",
            "[TrackAiUsage] public interface I<in A, out B, C, D, E> where A : class? where B : IComparable<B> where C : unmanaged where D "
            + ": class, new() where E : notnull, Enum { B M(A a, C c, D d, E e); Task<C> N<F>() where F : A; }" },
        { "disposal of both kinds", "[TrackAiUsage] public interface I : IDisposable, IAsyncDisposable { Task<int> M(); }" },
        { "an interface that answers for itself",
            "[TrackAiUsage] public interface I : TokenTracking.Generated.IUsageTracked, TokenTracking.Generated.ITrackingTarget { "
            + "Task<int> M(); }" },
        { "two names that differ in case",
            "[TrackAiUsage] public interface IThing { Task<int> M(); } [TrackAiUsage] public interface ITHING { Task<int> M(); }" },
        { "an interface with and without I",
            "[TrackAiUsage] public interface IThing { Task<int> M(); } [TrackAiUsage] public interface Thing { Task<int> M(); "
            + "} [TrackAiUsage] public interface IThing<T> { Task<T> M(); }" },
        { "same name in two namespaces",
            "namespace A { [TrackAiUsage] public interface IThing { Task<int> M(); } } "
            + "namespace B { [TrackAiUsage] public interface IThing { Task<int> M(); } }" },
        { "partial with the attribute twice",
            "[TrackAiUsage] public partial interface I { Task<int> M(); } [TrackAiUsage] public partial interface I { Task<int> N(); }" },
        { "internal, with internal members",
            "[TrackAiUsage] internal interface I { internal Task<int> M(); int P { get; internal set; } }" },
        { "trimming attributes",
            "[TrackAiUsage] public interface I { [RequiresUnreferencedCode(\"x\")] Task<int> "
            + "M([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods | "
            + "DynamicallyAccessedMemberTypes.PublicFields)] Type t); }" },
        { "the decorator's name is taken",
            "namespace N { public class TrackedMine { } [TrackAiUsage] public interface IMine { Task<LlmResult> M(); } }" },
        { "the decorator's name is a namespace",
            "namespace N.TrackedMine { public class C { } } namespace N { [TrackAiUsage] public interface IMine { "
            + "Task<LlmResult> M(); } }" },
        { "tasks that may be null",
            "[TrackAiUsage] public interface I { Task<LlmResult>? M(); Task<LlmResult?>? N(string? s); IAsyncEnumerable<LlmResult>? O(); "
            + "ValueTask<LlmResult>? P(); LlmResult? Q(); }" },
        { "request members that are ambiguous or hidden",
            "public interface IA { string Model { get; } } public interface IB { string Model { get; "
            + "} } public interface IReq : IA, IB { } "
            + "public class Req { public string Model => \"\"; } public class Req2 : Req { public new void Model() { } } "
            + "public class Req3 : Req { public new int Model; } public interface IReq4 : IA { new string Model { get; } } "
            + "[TrackAiUsage] public interface I { Task<LlmResult> M(IReq r); Task<LlmResult> N(Req2 r); Task<LlmResult> O(Req3 r); "
            + "Task<LlmResult> P(IReq4 r); }" },
        { "result members that are ambiguous or hidden",
            "public interface IA { TokenUsage Usage { get; } } public interface IB { TokenUsage Usage { get; } } "
            + "public interface IRes : IA, IB { } public class Res { public TokenUsage Usage => default; public string Model => \"\"; } "
            + "public class Res2 : Res { public new void Usage() { } } public class Res3 : Res { private new string Model => \"\"; "
            + "public string M() => Model; } [TrackAiUsage] public interface I { Task<IRes> M(); Task<Res2> N(); Task<Res3> O(); }" },
        { "obsolete members of requests and results",
            "public class Req { [Obsolete(\"no\", true)] public string Model => \"\"; [Obsolete(\"x\")] public int MaxTokens => 1; } "
            + "public class Res { [Obsolete(\"no\", true)] public TokenUsage Usage => default; [Obsolete(\"y\", DiagnosticId = \"OLD2\")] "
            + "public string Model => \"\"; public TokenUsage TokenUsage => default; "
            + "} [TrackAiUsage] public interface I { Task<Res> M(Req r); }" },
        { "attributes of accessors",
            "[TrackAiUsage] public interface I { string? P { get; [param: DisallowNull] set; } string Q { [return: MaybeNull] get; "
            + "[param: AllowNull] set; } string? this[int i] { get; [param: DisallowNull] set; } }" },
        { "an interface with and without annotations",
            "public interface IG<T> { Task<T> Get(); T P { get; set; } }\n#nullable disable\npublic interface IOld : IG<string> { }\n"
            + "#nullable enable\npublic interface INew : IG<string> { }\n[TrackAiUsage] public interface I : IOld, INew { "
            + "Task<LlmResult> M(); }" },
        { "oblivious generics with constraints",
            "#nullable disable\npublic class B { } [TrackAiUsage] public interface I<T, U> where T : class where U : B, IComparable<U> { "
            + "Task<T> M<V, W>(V v, W w) where V : class where W : B, T; U N<X>(X x) where X : IDisposable, new(); T P { get; set; } }" },
        { "nested generics that share a parameter's name",
            "#pragma warning disable CS0693\npublic class Outer<T> { public interface IMid<T> where T : class { "
            + "[TrackAiUsage] public interface IIn<U, T> where T : struct { Task<T> M(U u, T t); T P { get; } Task<LlmResult> N(); } } }" },
        { "parameters of the names of generated ones",
            "public interface IChild { Task<LlmResult> M(object inner, object tracker); } [TrackAiUsage] public interface I { "
            + "Task<LlmResult> M(object inner, object tracker, object children, object all, object list, object family); "
            + "IChild Get(object inner, object all, object children); bool Try(int inner, out IChild child, int children); "
            + "Task<IReadOnlyList<IChild>> All(int inner, int list); bool Take(int result, out LlmResult call, int tracker); }" },
        { "tags of types that cannot be type arguments",
            "[TrackAiUsage] public interface I { Task<LlmResult> M<T>([UsageTag(\"a\")] T t, [UsageTag(\"b\")] ReadOnlySpan<char> s) "
            + "where T : allows ref struct; }" },
        { "unscoped references to the implementing type",
            "[TrackAiUsage] public interface I { [UnscopedRef] ref int M(); [UnscopedRef] ref int P { get; } "
            + "[UnscopedRef] ref readonly int this[int i] { get; } int Q { [UnscopedRef] get; } Task<LlmResult> N(); }" },
        { "type arguments that may be null where none may",
            "#pragma warning disable CS8714, CS8634, CS8631\npublic class A<T> where T : notnull { } public class B<T> where T : class { } "
            + "public class C<T> where T : IComparable { } public interface IBase<T> where T : notnull { T P { get; } } "
            + "[TrackAiUsage] public interface I<T, U> : IBase<T> where U : class? { A<T> M(); B<U> N(); Task<A<string?>> O(); "
            + "List<C<string?>> Q { get; } event Action<A<U>> E; A<V> R<V>(B<string?> b); }" },
        { "what attributes say may be null",
            "[TrackAiUsage] public interface I { [return: MaybeNull] LlmResult M(); [return: MaybeNull] Task<LlmResult> N(); "
            + "bool Try([MaybeNullWhen(false)] out LlmResult r); void Get([MaybeNull] out LlmResult r); "
            + "[return: NotNullIfNotNull(\"s\")] LlmResult? O(string? s); [return: MaybeNull] ValueTask<LlmResult> P(); }" },
        { "nested generics whose method hides both",
            "#pragma warning disable CS0693\npublic class Outer<T> where T : class { [TrackAiUsage] public interface IIn<T> "
            + "where T : struct { T M(); Task<T> N<T>(T t) where T : Exception; Task<LlmResult> O(); } }" },
        { "nested generics constrained by what they hide",
            "#pragma warning disable CS0693\npublic class Outer<T> { public class Mid<U> where U : IComparable<T> { "
            + "[TrackAiUsage] public interface IIn<T> where T : List<U> { Task<T> M(U u); Dictionary<string, T> P { get; } } } }" },
        { "nested generics in a base interface",
            "#pragma warning disable CS0693\npublic class Outer<T> { public interface IBase<T> { Task<T> Get(T t); } } "
            + "[TrackAiUsage] public interface I<T> : Outer<string>.IBase<T> { Task<LlmResult> M(Outer<T>.IBase<T[]> other); }" },
        { "usage in out parameters",
            "[TrackAiUsage] public interface I { bool Try(string s, out LlmResult? r); void Fill(ref LlmResult r, out int n); "
            + "LlmResult Both(out LlmResult other); int Many(out LlmResult[] all); }" },
        { "a type of the name of the runtime's namespace",
            "namespace N { public class TokenTracking { } [TrackAiUsage] public interface I { global::System.Threading.Tasks.Task<"
            + "global::TokenTracking.LlmResult> M(TokenTracking t); } }" },
        { "a namespace that hides System",
            "namespace Demo.System { } namespace Demo { using global::System.Threading.Tasks; using global::TokenTracking; "
            + "[TrackAiUsage] public interface I { Task<LlmResult> M(); } }" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_compiles_without_a_warning(string name, string source)
    {
        var run = GeneratorRun.Of(Usings + source);

        Assert.True(
            run.Files.Keys.Any(
                static file => !file.StartsWith("TokenTracking.", StringComparison.Ordinal)
                    && !file.StartsWith("Microsoft.", StringComparison.Ordinal)), name);
    }

    [Theory]
    [InlineData("public interface I { unsafe int* M(int* p, delegate*<int, void> f); unsafe void* this[int i] { get; set; } }")]
    [InlineData("public interface I { unsafe Task<LlmResult> M([UsageTag(\"a\")] int* p); }")]
    [InlineData("public interface I { unsafe LlmResult M([UsageTag(\"a\")] delegate*<int, void> f, [UsageTag(\"b\")] in int* p); }")]
    [InlineData("public interface I { unsafe Task<LlmResult> M([UsageTag(\"a\")] int*[] p, [UsageTag(\"b\")] void** q); }")]
    [InlineData("public interface I { unsafe IAsyncEnumerable<LlmResult> M([UsageTag(\"a\")] char* s, int* model, byte* maxTokens); }")]
    public void Pointers_compile_where_unsafe_code_is_allowed(string source)
        => Assert.Contains(
            "I.g.cs", GeneratorRun.Of(new GeneratorRunOptions { AllowUnsafe = true }, Usings + "[TrackAiUsage] " + source).Files.Keys);

    [Fact]
    public void A_type_behind_an_extern_alias_is_named_by_it()
    {
        var library = GeneratorRun.Of(new GeneratorRunOptions { AssemblyName = "Lib" },
            "namespace N { public class Thing { public TokenTracking.TokenUsage Usage => default; "
            + "} public interface IThing { System.Threading.Tasks.Task<Thing> Get(); } }");
        var options = new GeneratorRunOptions { References = [.. TestReferences.Consumer, library.ToReference().WithAliases(["lib"])] };

        var run = GeneratorRun.Of(options, "extern alias lib; [assembly: TokenTracking.TrackAiUsage(typeof(lib::N.IThing))]");

        Assert.Contains("lib::N.Thing", run.Files["N.IThing.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(NullableContextOptions.Disable)]
    [InlineData(NullableContextOptions.Enable)]
    public void An_older_language_version_can_track_its_own_providers(NullableContextOptions nullable)
    {
        var options = new GeneratorRunOptions { LanguageVersion = LanguageVersion.CSharp8, Nullable = nullable };

        var run = GeneratorRun.Of(options, """
            using System.Collections.Generic; using System.Threading.Tasks;
            using Microsoft.Extensions.DependencyInjection; using TokenTracking;
            namespace Demo
            {
                [TrackAiUsage]
                public interface IModel
                {
                    Task<LlmResult> Ask(string model);
                    IAsyncEnumerable<TokenTracking.LlmStreamUpdate> Tell();
                    LlmResult this[int i] { get; set; }
                }

                public static class Use
                {
                    public static IModel Track(IModel model, ITokenTracker tracker) => model.WithTokenTracking(tracker);
                    public static IServiceCollection Add(IServiceCollection services) => services.TrackAiProviders();
                }
            }
            """);

        Assert.Contains("Demo.IModel.g.cs", run.Files.Keys);
    }
}
