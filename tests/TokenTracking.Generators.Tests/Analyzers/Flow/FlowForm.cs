namespace TokenTracking.Generators.Tests.Analyzers.Flow;

/// <summary>A form in which code gives a value to <c>x</c>, for a value of any type.</summary>
/// <param name="Name">What the form is.</param>
/// <param name="Body">
/// The statements: <c>{T}</c> is the type, <c>{V}</c> the value, <c>{W}</c> another one, <c>{U}</c> the statement that uses <c>x</c>.
/// </param>
/// <param name="Members">The members beside the method.</param>
/// <param name="IsOverwritten">True if <c>x</c> holds the other value where it is used.</param>
public sealed record FlowForm(string Name, string Body, string Members = "", bool IsOverwritten = false)
{
    private const string Holder = "sealed class Holder { public {T} X { get; set; } = default!; } sealed record Row({T} X, int N);";

    /// <summary>Every form. A rule understands all of them, or none is understood by any.</summary>
    public static IReadOnlyList<FlowForm> All { get; } =
    [
        new("initializer", "var x = {V}; {U}"),
        new("two branches", "{T} x; if (c) x = {V}; else x = {V}; {U}"),
        new("conditional", "var x = c ? {V} : {V}; {U}"),
        new("coalesce", "{T}? y = null; var x = y ?? {V}; {U}"),
        new("coalescing assignment", "{T}? x = null; x ??= {V}; {U}"),
        new("switch expression", "var x = n switch { 1 => {V}, 2 => throw new InvalidOperationException(), _ => {V} }; {U}"),
        new("deconstructed tuple", "var (x, y) = ({V}, 1); {U}"),
        new("deconstructed into locals", "{T} x; int y; (x, y) = ({V}, 1); {U}"),
        new("nested tuple", "var ((x, y), z) = (({V}, 1), 2); {U}"),
        new("element of a tuple", "var both = ({V}, 1); var x = both.Item1; {U}"),
        new("pattern", "if ({V} is { } x) {U}"),
        new("case", "switch ({V}) { case { } x: {U} break; }"),
        new("property pattern", "if (new Row({V}, 1) is { X: { } x }) {U}", Holder),
        new("positional pattern", "if (new Row({V}, 1) is ({ } x, _)) {U}", Holder),
        new("list pattern", "if (new[] { {V} } is [{ } x]) {U}"),
        new("foreach over an array", "foreach (var x in new[] { {V} }) {U}"),
        new("foreach over a collection expression", "{T}[] all = [{V}]; foreach (var x in all) {U}"),
        new("foreach over a spread", "{T}[] all = [{V}]; {T}[] more = [.. all]; foreach (var x in more) {U}"),
        new("foreach over tuples", "foreach (var (x, y) in new[] { ({V}, 1) }) {U}"),
        new("foreach over a list", "var all = new List<{T}>(); all.Add({V}); foreach (var x in all) {U}"),
        new("collection initializer", "var all = new List<{T}> { {V} }; var x = all[0]; {U}"),
        new("dictionary", "var all = new Dictionary<string, {T}> { [\"a\"] = {V} }; var x = all[\"a\"]; {U}"),
        new("try get value", "var all = new Dictionary<string, {T}> { [\"a\"] = {V} }; if (all.TryGetValue(\"a\", out var x)) {U}"),
        new("element of an array", "var all = new {T}[1]; all[0] = {V}; var x = all[^1]; {U}"),
        new("LINQ", "var x = new[] { {V} }.Where(each => c).Select(each => each).First(); {U}"),
        new("out argument", "Pick(out var x); {U}", "void Pick(out {T} y) { y = {V}; }"),
        new("ref argument", "{T} x = {V}; Pick(ref x); {U}", "void Pick(ref {T} y) { y = {V}; }"),
        new("own method", "var x = Pick(); {U}", "{T} Pick() => {V};"),
        new("own method that passes on", "var x = Same({V}); {U}", "static {T} Same({T} y) => y;"),
        new("own iterator", "foreach (var x in Each()) {U}", "IEnumerable<{T}> Each() { yield return {V}; }"),
        new("own property", "var x = Own; {U}", "{T} Own => {V};"),
        new("own field", "var x = _own; {U}", "private readonly {T} _own = {V};"),
        new("assigned field", "Set(); var x = _own; {U}", "private {T}? _own; void Set() => _own = {V};"),
        new("lazy field", "var x = _own ??= {V}; {U}", "private {T}? _own;"),
        new("local function", "var x = Pick(); {T} Pick() => {V}; {U}"),
        new("static local function", "var x = Same({V}); static {T} Same({T} y) => y; {U}"),
        new("lambda", "Func<{T}> make = () => {V}; var x = make(); {U}"),
        new("Lazy", "var lazy = new Lazy<{T}>(() => {V}); var x = lazy.Value; {U}"),
        new("task", "var x = Task.FromResult({V}).ConfigureAwait(false).GetAwaiter().GetResult(); {U}"),
        new("conversion", "var x = ({T})(object){V}; {U}"),
        new("assignment as a value", "{T} y; var x = y = {V}; {U}"),
        new("object initializer", "var holder = new Holder { X = {V} }; var x = holder.X; {U}", Holder),
        new("assigned property", "var holder = new Holder(); holder.X = {V}; var x = holder.X; {U}", Holder),
        new("with", "var row = new Row({V}, 1) with { N = 2 }; var x = row.X; {U}", Holder),
        new("deconstructed record", "var (x, _) = new Row({V}, 1); {U}", Holder),
        new("anonymous object", "var row = new { X = {V} }; var x = row.X; {U}"),
        new("primary constructor", "var x = new Kept({V}).X; {U}",
            "sealed class Kept({T} y) { private readonly {T} _x = y; public {T} X => _x; }"),
        new("constructor", "var x = new Kept({V}).X; {U}",
            "sealed class Kept { private readonly {T} _x; public Kept({T} y) { _x = y; } public {T} X => _x; }"),
        new("parameter of a private method", "Run({V});", "private void Run({T} x) { {U} }"),
        new("captured by a local function", "{T} x = {V}; void Run() { {U} } Run();"),
        new("captured by a lambda", "{T} x = {V}; Action run = () => { {U} }; run();"),
        new("ref local", "{T} y = {V}; ref var x = ref y; {U}"),
        new("while", "{T} x = {V}; while (c) { {U} }"),
        new("for", "for ({T} x = {V}; c; x = {V}) {U}"),
        new("do", "{T} x; do { x = {V}; } while (c); {U}"),
        new("try", "{T} x; try { x = {V}; } finally { Console.Write(1); } {U}"),
        new("catch", "{T} x; try { x = {V}; } catch (TimeoutException) { x = {V}; } {U}"),
        new("using", "{T} x; using (var s = new System.IO.MemoryStream()) { x = {V}; } {U}"),
        new("goto case", "{T} x = {V}; switch (n) { case 1: goto case 2; case 2: {U} break; }"),
        new("short circuit", "{T}? x; if (c && (x = {V}) is not null) {U}"),
        new("itself", "{T} x = {V}; x = c ? x : x; {U}"),
        new("overwritten", "{T} x = {V}; x = {W}; {U}", IsOverwritten: true),
        new("overwritten on both branches", "{T} x = {V}; if (c) x = {W}; else x = {W}; {U}", IsOverwritten: true),
        new("overwritten in finally", "{T} x; try { x = {V}; } finally { x = {W}; } {U}", IsOverwritten: true),
        new("overwritten in a loop", "{T} x = {V}; do { x = {W}; } while (c); {U}", IsOverwritten: true),
        new("overwritten by a tuple", "({T} x, int y) = ({V}, 1); (x, y) = ({W}, 2); {U}", IsOverwritten: true),
        new("overwritten by an out argument", "{T} x = {V}; Pick(out x); {U}", "void Pick(out {T} y) { y = {W}; }", IsOverwritten: true),
        new("overwritten by Interlocked", "{T} x = {V}; Interlocked.Exchange(ref x, {W}); {U}", IsOverwritten: true),
        new("assigned after the use", "{T} x = {W}; {U} x = {V};", IsOverwritten: true),
    ];

    /// <summary>The form as a class of its own.</summary>
    public string ToSource(string name, string type, string value, string other, string use)
    {
        string Filled(string text) => text.Replace("{U}", use).Replace("{T}", type).Replace("{V}", value).Replace("{W}", other);
        return $$"""
            class {{name}}(
                AcmeProvider p, ILlmProvider q, ITokenTracker t, LlmRequest r, TokenUsage u, HttpClient http, OpenAI.Chat.ChatClient chat,
                LlmResult given)
            {
                {{Filled(Members)}}
                public void M(bool c, int n) { {{Filled(Body)}} }
                object[] All => [p, q, t, r, u, http, chat, given];
            }
            """;
    }
}
