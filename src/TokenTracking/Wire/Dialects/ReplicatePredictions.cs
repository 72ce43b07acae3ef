using static TokenTracking.Wire.Dialects.CountKind;

namespace TokenTracking.Wire.Dialects;

/// <summary>Replicate's predictions: language models count tokens, models of images count these. The counts are there when the prediction
/// has ended.</summary>
internal static class ReplicatePredictions
{
    public static WireDialect Dialect { get; } = new()
    {
        Name = "replicate.prediction",
        Provider = "replicate",
        Containers = ["metrics"],
        CacheInside = true,
        ReasoningInside = true,
        HasOutput = false,
        [Input] = ["input_token_count"],
        [Output] = ["output_token_count"],
        Units = [new("images", "image_count"), new("seconds_of_computing", "predict_time")],
        StopReason = ["status"],
        Signs = [new("metrics.predict_time", 6), new("urls.get", 3), new("version", 1), new("metrics.input_token_count", 3)],
    };
}
