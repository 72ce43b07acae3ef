using System.Text.Json.Serialization;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Savings;

/// <summary>The JSON documents of <c>tokens what-if</c> and <c>tokens recommend</c>.</summary>
[JsonSerializable(typeof(WhatIfDocument))]
[JsonSerializable(typeof(RecommendationsDocument))]
internal sealed partial class SavingsJson : JsonSerializerContext
{
    /// <summary>One document over several lines, for people and programs.</summary>
    public static SavingsJson Indented { get; } = new(JsonText.Options(indented: true));
}
