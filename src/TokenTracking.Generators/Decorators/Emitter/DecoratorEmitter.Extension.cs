namespace TokenTracking.Generators.Decorators.Emitter;

/// <summary>The extension method <c>WithTokenTracking</c>.</summary>
internal sealed partial class DecoratorEmitter
{
    private string QualifiedDecorator => "global::" + (_model.Namespace.Length == 0 ? "" : _model.Namespace + ".") + _model.Decorator;

    private string ExtensionsClass => _model.InnerTypeParameter is null ? "TrackedAiExtensions" : _model.Extensions;

    private void WriteExtension()
    {
        _writer.Open("namespace TokenTracking");
        // A receiver that is a type parameter needs a separate class: other methods have the same signature.
        if (_model.InnerTypeParameter is not null)
            GeneratedFile.Attributes(_writer);
        _writer.Open(_model.InnerTypeParameter is null
            ? "internal static partial class " + ExtensionsClass
            : "internal static class " + ExtensionsClass);
        WriteExtensionMethod(_model.InnerTypeParameter ?? _model.Interface);
        _writer.Close().Close();
    }

    private void WriteExtensionMethod(string receiver)
    {
        var summary = $"Tracks every call of this {Reference}; an object that tracks already is returned as it is.";
        _writer.Line($"/// <summary>{summary}</summary>");
        WriteObsolete();
        var parameters = $"this {receiver} inner, {Runtime.ITokenTracker} tracker";
        _writer.Line($"internal static {_model.Interface} WithTokenTracking{TypeParameterList}({parameters})");
        WriteConstraints();
        _writer.Deeper($"=> {Runtime.TrackedCall}.IsTracked(inner)")
            .Deeper("    ? inner")
            .Deeper($"    : new {QualifiedDecorator}{TypeParameterList}(inner, tracker);");
    }
}
