using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Emitter;

internal sealed partial class DecoratorEmitter
{
    private const string ClientModel = "global::System.ClientModel";

    /// <summary>What stands in for System.ClientModel's stream classes: they are classes, and the runtime package does not know them.</summary>
    private void WriteCollections()
    {
        if (_model.Members.Any(static member => member.Call?.Shape == CallShape.AsyncCollection))
        {
            WriteCollection("Async", "global::System.Collections.Generic.IAsyncEnumerable", "global::System.Collections.Generic.IAsyncEnumerator",
                "GetAsyncEnumerator", "global::System.Threading.CancellationToken cancellationToken = default", "cancellationToken");
        }

        if (_model.Members.Any(static member => member.Call?.Shape == CallShape.Collection))
        {
            WriteCollection("", "global::System.Collections.Generic.IEnumerable", "global::System.Collections.Generic.IEnumerator",
                "GetEnumerator", "", "");
        }
    }

    private void WriteCollection(string prefix, string stream, string enumerator, string method, string parameter, string argument)
    {
        var type = $"{ClientModel}.{prefix}CollectionResult<TItem>";
        _writer.Line()
            .Open($"private sealed class Tracked{prefix}Collection<TItem> : {type}")
            .Line($"private readonly {type} _inner;")
            .Line($"private readonly {stream}<TItem> _items;")
            .Line()
            .Open($"public Tracked{prefix}Collection({type} inner, {stream}<TItem> items)")
            .Line("this._inner = inner;")
            .Line("this._items = items;")
            .Close()
            .Line()
            .Line($"public override {enumerator}<TItem> {method}({parameter}) => this._items.{method}({argument});")
            .Line()
            .Line($"public override {stream}<{ClientModel}.ClientResult> GetRawPages{prefix}() => this._inner.GetRawPages{prefix}();")
            .Line()
            .Line($"public override {ClientModel}.ContinuationToken? GetContinuationToken({ClientModel}.ClientResult page) => this._inner.GetContinuationToken(page);")
            .Line()
            .Line($"protected override {stream}<TItem> GetValuesFromPage{prefix}({ClientModel}.ClientResult page)")
            .Deeper("=> throw new global::System.NotSupportedException(\"The items come from the inner collection, never from a page.\");")
            .Close();
    }
}
