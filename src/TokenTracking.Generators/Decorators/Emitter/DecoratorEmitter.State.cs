using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Emitter;

/// <summary>The decorator's fields, constructors and disposal.</summary>
internal sealed partial class DecoratorEmitter
{
    private string LowerLayers
        => string.Concat(_model.LowerLayers.Select(static type => $", inner?.GetService(typeof({type}), null)"));

    private void WriteState()
    {
        _writer.Line($"private readonly {_model.Interface} _inner;")
            .Line($"private readonly {Runtime.ITokenTracker}? _tracker;");
        if (_model.HasServices || _isChild)
            _writer.Line($"private readonly {Runtime.TrackedChildren}? _children;");
        if (_model.IsDisposable && !_isChild)
            _writer.Line("private readonly bool _disposesInner;");

        _writer.Line();
        if (!_isChild)
            WriteConstructor();
        if (!_isChild && _model.HasServices)
            _writer.Line();
        if (_isChild || _model.HasServices)
            WriteFamilyConstructor();
        _writer.Line()
            .Line($"bool {Runtime.IUsageTracked}.TracksUsage => true;");
        if (_model.IsDisposable)
            WriteDisposal();
    }

    private void WriteConstructor()
    {
        var owner = _model.IsDisposable ? ", bool disposesInner = true" : "";
        var inner = _model.InnerTypeParameter ?? _model.Interface;
        _writer.Line($"public {_model.Decorator}({inner} inner, {Runtime.ITokenTracker} tracker{owner})");
        WriteBaseCall();
        _writer.Open()
            .Line("this._inner = inner;");
        WriteTracker("tracker");
        if (_model.HasServices)
        {
            var notNull = _model.LowerLayers.Count > 0 ? "!" : "";
            _writer.Line($"this._children = {Runtime.TrackedChildren}.Begin(this._tracker, inner{notNull}, this);");
        }

        if (_model.IsDisposable)
            _writer.Line("this._disposesInner = disposesInner;");
        _writer.Close();
    }

    private void WriteBaseCall()
    {
        if (_model.BaseArguments is { } arguments)
            _writer.Deeper($": base({string.Join(", ", arguments.Select(Argument))})");
    }

    private static string Argument(BaseArgument argument)
    {
        if (argument.OptionsType is not { } options)
            return "inner." + argument.Properties[0];
        var set = string.Join(", ", argument.Properties.Select(static property => $"{property} = inner.{property}"));
        return set.Length == 0 ? $"new {options}()" : $"new {options} {{ {set} }}";
    }

    /// <summary>For an object that another of the family returns.</summary>
    private void WriteFamilyConstructor()
    {
        var access = _isChild ? "public" : "private";
        _writer.Line($"{access} {_model.Decorator}({_model.Interface} inner, {Runtime.TrackedChildren} children)");
        WriteBaseCall();
        _writer.Open()
            .Line("this._inner = inner;");
        WriteTracker("children.Tracker");
        _writer.Line("this._children = this._tracker is null ? null : children;");
        if (_model.IsDisposable && !_isChild)
            _writer.Line("this._disposesInner = true;");
        _writer.Close();
    }

    // Both ways, whichever the interface has: a container that is disposed of synchronously refuses what is only IAsyncDisposable.
    private void WriteDisposal()
    {
        _writer.Line().Open("void global::System.IDisposable.Dispose()");
        if (_isChild)
            _writer.Line($"{Runtime.InnerDisposal}.Dispose(this._inner);");
        else
            _writer.Line("if (this._disposesInner)").Deeper($"{Runtime.InnerDisposal}.Dispose(this._inner);");
        _writer.Close()
            .Line()
            .Line("global::System.Threading.Tasks.ValueTask global::System.IAsyncDisposable.DisposeAsync()")
            .Deeper($"=> {(_isChild ? "" : "!this._disposesInner ? default : ")}{Runtime.InnerDisposal}.DisposeAsync(this._inner);");
    }
}
