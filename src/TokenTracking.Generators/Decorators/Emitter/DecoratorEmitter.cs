using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Emitter;

/// <summary>Prints one decorator and its extension method. Decides nothing.</summary>
internal sealed partial class DecoratorEmitter
{
    private readonly SourceWriter _writer;
    private readonly InterfaceModel _model;
    private readonly ReadMethods _reads;
    private readonly bool _isChild;

    private DecoratorEmitter(InterfaceModel model, SourceWriter writer, bool isChild)
    {
        _model = model;
        _writer = writer;
        _isChild = isChild;
        _reads = new ReadMethods(model);
    }

    private const string Children = "global::TokenTracking.Generated.TrackedChildren";

    private string TypeParameterList
    {
        get
        {
            var names = _model.TypeParameters.Select(static parameter => parameter.Name);
            var all = (_model.InnerTypeParameter is { } inner ? names.Append(inner) : names).ToArray();
            return all.Length == 0 ? "" : $"<{string.Join(", ", all)}>";
        }
    }

    /// <summary>The file; null where the emitter fails, which the analyzer reports.</summary>
    public static string? TryEmit(InterfaceModel model, out string? failure)
    {
        try
        {
            failure = null;
            return new DecoratorEmitter(model, new SourceWriter(), isChild: false).Emit();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            failure = $"{exception.GetType().Name}: {exception.Message}";
            return null;
        }
    }

    private string Emit()
    {
        GeneratedFile.Begin(_writer, _model.DisabledWarnings, _model.ExternAliases);
        if (_model.Namespace.Length > 0)
            _writer.Open("namespace " + _model.Namespace);
        WriteClass();
        if (_model.Namespace.Length > 0)
            _writer.Close();
        _writer.Line();
        WriteExtension();
        return _writer.ToString();
    }

    private void WriteClass()
    {
        _writer.Line($"/// <summary>Records the calls of a {Escaped(_model.DisplayName)}, and passes on everything else.</summary>");
        if (!_isChild)
            GeneratedFile.Attributes(_writer);
        WriteObsolete();
        var bases = $"{_model.Interface}, global::TokenTracking.Generated.IUsageTracked";
        if (_model.IsDisposable)
            bases += ", global::System.IDisposable, global::System.IAsyncDisposable";
        // A container that makes a generic decorator itself derives from it (TrackAiProviders).
        var modifiers = _isChild ? "private sealed" : _model.TypeParameters.Count > 0 ? "internal" : "internal sealed";
        _writer.Line($"{modifiers} class {_model.Decorator}{TypeParameterList} : {bases}");
        WriteConstraints();
        _writer.Open();
        WriteState();
        foreach (var member in _model.Members)
        {
            _writer.Line();
            WriteMember(member);
        }

        _reads.Write(_writer);
        WriteCollections();
        foreach (var child in _model.Children)
        {
            _writer.Line();
            new DecoratorEmitter(child, _writer, isChild: true).WriteClass();
        }

        _writer.Close();
    }

    private void WriteConstraints()
    {
        foreach (var parameter in _model.TypeParameters)
        {
            if (parameter.Constraints.Length > 0)
                _writer.Deeper($"where {parameter.Name} : {parameter.Constraints}");
        }

        if (_model.InnerTypeParameter is { } inner)
            _writer.Deeper($"where {inner} : {_model.Interface}");
    }

    private void WriteState()
    {
        _writer.Line($"private readonly {_model.Interface} _inner;")
            .Line("private readonly global::TokenTracking.ITokenTracker? _tracker;");
        if (_model.HandsOut || _isChild)
            _writer.Line($"private readonly {Children}? _children;");
        if (_model.IsDisposable && !_isChild)
            _writer.Line("private readonly bool _disposesInner;");

        _writer.Line();
        if (!_isChild)
            WriteConstructor();
        if (!_isChild && _model.HandsOut)
            _writer.Line();
        if (_isChild || _model.HandsOut)
            WriteFamilyConstructor();
        _writer.Line()
            .Line("bool global::TokenTracking.Generated.IUsageTracked.TracksUsage => true;");
        if (_model.IsDisposable)
            WriteDisposal();
    }

    private void WriteConstructor()
    {
        var owner = _model.IsDisposable ? ", bool disposesInner = true" : "";
        _writer.Line($"public {_model.Decorator}({_model.InnerTypeParameter ?? _model.Interface} inner, global::TokenTracking.ITokenTracker tracker{owner})");
        WriteBaseCall();
        _writer.Open()
            .Line("this._inner = inner;")
            .Line($"this._tracker = global::TokenTracking.Generated.TrackedCall.TrackerAbove(inner, tracker{Below});");
        if (_model.HandsOut)
            _writer.Line($"this._children = {Children}.Begin(this._tracker, inner, this);");
        if (_model.IsDisposable)
            _writer.Line("this._disposesInner = disposesInner;");
        _writer.Close();
    }

    private void WriteBaseCall()
    {
        if (_model.BaseArguments is { } arguments)
            _writer.Deeper($": base({arguments})");
    }

    private string Below => _model.Below.Count == 0
        ? ""
        : ", " + string.Join(", ", _model.Below.Select(static type => $"inner?.GetService(typeof({type}), null)"));

    /// <summary>For an object that another of the family hands out.</summary>
    private void WriteFamilyConstructor()
    {
        _writer.Line($"{(_isChild ? "public" : "private")} {_model.Decorator}({_model.Interface} inner, {Children} children)");
        WriteBaseCall();
        _writer.Open()
            .Line("this._inner = inner;")
            .Line("this._tracker = global::TokenTracking.Generated.TrackedCall.TrackerAbove(inner, children.Tracker" + Below + ");")
            .Line("this._children = this._tracker is null ? null : children;");
        if (_model.IsDisposable && !_isChild)
            _writer.Line("this._disposesInner = true;");
        _writer.Close();
    }

    // Both ways, whatever the interface has: a container that is disposed of synchronously refuses what is only IAsyncDisposable.
    private void WriteDisposal() => _writer
        .Line()
        .Open("void global::System.IDisposable.Dispose()")
        .Line(_isChild ? "" : "if (this._disposesInner)")
        .Deeper("global::TokenTracking.Generated.InnerDisposal.Dispose(this._inner);")
        .Close()
        .Line()
        .Line("global::System.Threading.Tasks.ValueTask global::System.IAsyncDisposable.DisposeAsync()")
        .Deeper($"=> {(_isChild ? "" : "!this._disposesInner ? default : ")}global::TokenTracking.Generated.InnerDisposal.DisposeAsync(this._inner);");

    private void WriteExtension()
    {
        if (_model.InnerTypeParameter is null)
        {
            _writer.Open("namespace TokenTracking").Open("internal static partial class TrackedAiExtensions");
            WriteExtensionMethod(_model.Interface);
            _writer.Close().Close();
            return;
        }

        // Its receiver is a type parameter, so that the method needs a class of its own beside others of the same signature.
        _writer.Open("namespace TokenTracking");
        GeneratedFile.Attributes(_writer);
        _writer.Open("internal static class " + _model.Extensions);
        WriteExtensionMethod(_model.InnerTypeParameter);
        _writer.Close().Close();
    }

    private void WriteExtensionMethod(string receiver)
    {
        _writer.Line($"/// <summary>Tracks every call of this {Escaped(_model.DisplayName)}; what tracks already is handed back as it is.</summary>");
        WriteObsolete();
        _writer.Line($"internal static {_model.Interface} WithTokenTracking{TypeParameterList}(this {receiver} inner, global::TokenTracking.ITokenTracker tracker)");
        WriteConstraints();
        _writer.Deeper("=> inner is global::TokenTracking.Generated.IUsageTracked { TracksUsage: true }")
            .Deeper("    ? inner")
            .Deeper($"    : new {Qualified()}{TypeParameterList}(inner, tracker);");
    }

    private void WriteObsolete()
    {
        if (_model.IsObsoleteError)
            _writer.Line("[global::System.Obsolete]");
    }

    private string Qualified() => "global::" + (_model.Namespace.Length == 0 ? "" : _model.Namespace + ".") + _model.Decorator;

    private static string Escaped(string text) => text.Replace("<", "{").Replace(">", "}");
}
