using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Emitter;

/// <summary>The decorators of System.ClientModel's stream classes, which the runtime package does not reference.</summary>
internal sealed partial class DecoratorEmitter
{
    private const string ClientModel = "global::System.ClientModel";

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
        const string Page = ClientModel + ".ClientResult";
        const string Token = ClientModel + ".ContinuationToken";
        const string Pages = Runtime.TrackedPages + "<" + Page + ", TItem>";
        var name = $"Tracked{prefix}Collection";
        var type = $"{ClientModel}.{prefix}CollectionResult<TItem>";
        _writer.Line()
            .Open($"private sealed class {name}<TItem> : {type}")
            .Line($"private readonly {type} _inner;")
            .Line($"private readonly {Pages} _pages;")
            .Line()
            .Open($"public {name}({type} inner, {Runtime.TrackedCall} call, {Runtime.UsageBinder}<TItem> binder)")
            .Line("this._inner = inner;")
            .Line($"this._pages = new {Pages}(call, binder);")
            .Close()
            .Line()
            .Line($"public override {stream}<{Page}> GetRawPages{prefix}() => this._pages.Pages(this._inner.GetRawPages{prefix}());")
            .Line()
            .Line($"public override {Token}? GetContinuationToken({Page} page) => this._inner.GetContinuationToken(page);")
            .Line()
            .Line($"protected override {stream}<TItem> GetValuesFromPage{prefix}({Page} page)")
            .Deeper("=> this._pages.Items(page, Values(this._inner, page));")
            .Line()
            .Line(UnsafeAccessor.Attribute("GetValuesFromPage" + prefix))
            .Line($"private static extern {stream}<TItem> Values({type} inner, {Page} page);")
            .Close();
    }
}
