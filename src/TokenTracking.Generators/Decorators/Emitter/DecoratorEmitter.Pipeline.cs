using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Emitter;

/// <summary>Tracking as a step of the interface's builder, and the decorator's look at the layers below it.</summary>
internal sealed partial class DecoratorEmitter
{
    private const string Factory = "global::System.Func<global::System.IServiceProvider, object>";

    /// <summary>Sets the decorator's tracker: none if a layer below tracks, and one that marks its records above certain
    /// layers.</summary>
    private void WriteTracker(string tracker)
    {
        var above = $"{Runtime.TrackedCall}.TrackerAbove(inner, {tracker}{LowerLayers})";
        if (_nextLayer is null)
        {
            _writer.Line($"this._tracker = {above};");
            return;
        }

        _writer.Line($"var layers = {Runtime.ClientLayers}.Below(inner, {_nextLayer});")
            .Line($"this._tracker = layers.AreTracked ? null : layers.Place({above}, \"{_model.DisplayName}\");");
    }

    private void WriteLayers()
    {
        if (_nextLayer is null || _model.Pipeline is not { Layer: { } type, InnerProperty: { } inner } pipeline)
            return;
        var below = _names.Take("InnerOf");
        var otherwise = pipeline.HasServiceLookup
            ? $"(layer as {_model.Interface})?.GetService(typeof({type}), null)"
            : "null";
        _writer.Line()
            .Line($"private static object? {_nextLayer}(object layer)")
            .Deeper($"=> layer is {type} delegating ? {below}(delegating) : {otherwise};")
            .Line()
            .Line(UnsafeAccessor.Attribute("get_" + inner))
            .Line($"private static extern {_model.Interface} {below}({type} layer);");
    }

    private void WritePipeline()
    {
        if (_model.Pipeline is not { Builder: { } builder })
            return;
        _writer.Line().Open("namespace " + _model.Namespace);
        GeneratedFile.Attributes(_writer);
        _writer.Open("internal static class " + RegistrationModel.PipelineOf(_model));
        WriteStep(builder, "", $"{Runtime.TrackedPipelines}.TrackerOf(services)", "recorded by the tracker of the services");
        _writer.Line();
        WriteStep(builder, $", {Runtime.ITokenTracker} tracker", "tracker", "recorded by the tracker");
        _writer.Line();
        WriteTryTrack(builder);
        _writer.Close().Close();
    }

    private void WriteStep(string builder, string parameter, string tracker, string what)
    {
        _writer.Line($"/// <summary>Every call that passes this step is {what}. The last step of a builder is the nearest to the provider: "
                + "add it there.</summary>");
        WriteObsolete();
        _writer.Line($"internal static {builder} UseTokenTracking{TypeParameterList}(this {builder} builder{parameter})");
        WriteConstraints();
        _writer.Deeper($"=> builder.Use((inner, services) => {Runtime.User}.{ExtensionsClass}.WithTokenTracking(inner, {tracker}));");
    }

    private void WriteTryTrack(string builder)
    {
        _writer.Line("/// <summary>Adds tracking as the innermost step so far, if the factory is that of a builder.</summary>");
        WriteObsolete();
        _writer.Line($"internal static bool TryTrack{TypeParameterList}({Factory} factory)");
        WriteConstraints();
        var own = Factory.Replace("object>", _model.Interface + ">");
        _writer.Open()
            .Line($"if (factory.Target is not {builder} builder")
            .Deeper($"|| !(factory.Equals(({Factory})builder.Build) || factory.Equals(({own})builder.Build)))")
            .Deeper("return false;")
            .Line($"if ({Runtime.TrackedPipelines}.TryBegin(builder))")
            .Deeper("UseTokenTracking(builder);")
            .Line("return true;")
            .Close();
    }
}
