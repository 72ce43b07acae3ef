using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Emitter;

/// <summary>Prints one decorator and its extension method. Decides nothing.</summary>
internal sealed partial class DecoratorEmitter
{
    private readonly SourceWriter _writer;
    private readonly InterfaceModel _model;
    private readonly UniqueNames _names;
    private readonly ReadMethods _reads;
    private readonly InitSetters _initSetters;
    private readonly SlotAccessors _slotAccessors;
    private readonly bool _isChild;
    private readonly string? _nextLayer;

    private DecoratorEmitter(InterfaceModel model, SourceWriter writer, bool isChild)
    {
        _model = model;
        _writer = writer;
        _isChild = isChild;
        _names = new UniqueNames(
            model.TypeParameters.Select(static parameter => parameter.Name).Append(model.InnerTypeParameter ?? "").Append(model.Decorator)
                .Concat(model.Children.Select(static child => child.Decorator)).Concat(model.MemberNames)
                .Concat(["_inner", "_tracker", "_children", "_disposesInner"]));
        _nextLayer = model.Pipeline?.Layer is null ? null : _names.Take("NextLayer");
        _reads = new ReadMethods(_names);
        _initSetters = new InitSetters(_names);
        _slotAccessors = new SlotAccessors(_names);
    }

    private string TypeParameterList => Signature.TypeParameters(_model.TypeParameters, _model.InnerTypeParameter);

    /// <summary>The file; null if the emitter fails, which the analyzer reports.</summary>
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
        WritePipeline();
        return _writer.ToString();
    }

    private void WriteClass()
    {
        _writer.Line($"/// <summary>Records the calls of a {Reference}, and passes on everything else.</summary>");
        if (!_isChild)
            GeneratedFile.Attributes(_writer);
        _writer.Line("[global::System.Diagnostics.StackTraceHidden]");
        WriteObsolete();
        var bases = $"{_model.Interface}, {Runtime.IUsageDecorator}";
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

        WriteLayers();
        _reads.Write(_writer);
        _initSetters.Write(_writer);
        _slotAccessors.Write(_writer);
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
        foreach (var constraint in Signature.Constraints(_model.TypeParameters))
            _writer.Deeper(constraint);
        if (_model.InnerTypeParameter is { } inner)
            _writer.Deeper($"where {inner} : {_model.Interface}");
    }

    private void WriteObsolete()
    {
        if (_model.IsObsoleteError)
            _writer.Line(Signature.Obsolete);
    }

    /// <summary>The type in a comment: a reference that an editor follows, unless comments cannot write it.</summary>
    private string Reference
        => _model.ExternAliases.Count == 0 && _model.Interface.IndexOf('@') < 0 && !_model.IsObsoleteError
            ? $"<see cref=\"{Escaped(_model.Interface)}\"/>"
            : Escaped(_model.DisplayName);

    private static string Escaped(string text) => text.Replace("<", "{").Replace(">", "}");
}
