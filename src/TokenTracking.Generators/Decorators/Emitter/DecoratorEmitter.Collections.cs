using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Emitter;

internal sealed partial class DecoratorEmitter
{
    private const string ClientModel = "global::System.ClientModel";

    /// <summary>What stands in for System.ClientModel's stream classes: they are classes, and the runtime package does not know them.</summary>
    private void WriteCollections()
    {
        if (_model.Members.Any(static member => member.Call?.Shape == CallShape.AsyncCollection))
            WriteCollection("Async", "global::System.Collections.Generic.IAsyncEnumerable");
        if (_model.Members.Any(static member => member.Call?.Shape == CallShape.Collection))
            WriteCollection("", "global::System.Collections.Generic.IEnumerable");
    }

    /// <remarks>The enumeration itself cannot be overridden: it asks for pages, and for each page's items, which only the inner object can
    /// read. That method of it is protected.</remarks>
    private void WriteCollection(string prefix, string stream)
    {
        var type = $"{ClientModel}.{prefix}CollectionResult<TItem>";
        var page = $"{ClientModel}.ClientResult";
        var pages = $"global::TokenTracking.Generated.TrackedPages<{page}, TItem>";
        _writer.Line()
            .Open($"private sealed class Tracked{prefix}Collection<TItem> : {type}")
            .Line($"private readonly {type} _inner;")
            .Line($"private readonly {pages} _pages;")
            .Line()
            .Open($"public Tracked{prefix}Collection({type} inner, global::TokenTracking.Generated.TrackedCall call, global::TokenTracking.Generated.UsageBinder<TItem> binder)")
            .Line("this._inner = inner;")
            .Line($"this._pages = new {pages}(call, binder);")
            .Close()
            .Line()
            .Line($"public override {stream}<{page}> GetRawPages{prefix}() => this._pages.Pages(this._inner.GetRawPages{prefix}());")
            .Line()
            .Line($"public override {ClientModel}.ContinuationToken? GetContinuationToken({page} page) => this._inner.GetContinuationToken(page);")
            .Line()
            .Line($"protected override {stream}<TItem> GetValuesFromPage{prefix}({page} page) => this._pages.Items(page, Values(this._inner, page));")
            .Line()
            .Line($"[global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Method, Name = \"GetValuesFromPage{prefix}\")]")
            .Line($"private static extern {stream}<TItem> Values({type} inner, {page} page);")
            .Close();
    }
}
