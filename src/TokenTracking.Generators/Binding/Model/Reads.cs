using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Binding.Model;

/// <summary>Something that is read from a value.</summary>
internal abstract record Read;

/// <summary>Reads counts.</summary>
/// <param name="Usage">The counts.</param>
/// <param name="IsAdded">True if they come on top of those before; false if they replace them.</param>
/// <param name="HasCompleteness">True if the value's <c>Completeness</c> belongs to the counts; otherwise, false.</param>
/// <param name="IsRefined">True if they say the same as those before and more; otherwise, false.</param>
internal sealed record UsageRead(UsageModel Usage, bool IsAdded, bool HasCompleteness = false, bool IsRefined = false) : Read;

/// <summary>Reads a fact from a property.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Path">The path to the property.</param>
/// <param name="Form">How the property becomes the fact.</param>
internal sealed record FactRead(Fact Fact, ValuePath Path, FactForm Form = FactForm.Value) : Read;

/// <summary>Reads whether the object that an adapter made a value from states counts that the adapter drops, if the project does not
/// reference the SDK of that object.</summary>
/// <param name="Source">The path to the object.</param>
internal sealed record SourceRead(ValuePath Source) : Read;

/// <summary>A fact that follows from the type alone.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Text">Its value.</param>
internal sealed record FactConstant(Fact Fact, string Text) : Read;

/// <summary>A fact that is the length of texts in characters.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Texts">The paths to the texts.</param>
internal sealed record LengthRead(Fact Fact, EquatableArray<ValuePath> Texts) : Read;

/// <summary>Reads counts by a method of the user's.</summary>
/// <param name="Type">The type that declares the method.</param>
/// <param name="Method">The method's name.</param>
/// <param name="Kind">What the method does.</param>
/// <param name="IsAdded">True if the counts come on top of those before; false if they replace them.</param>
internal sealed record ExtractorRead(string Type, string Method, ExtractorKind Kind, bool IsAdded) : Read;

/// <summary>Reads the body of the response that a result keeps.</summary>
/// <param name="IsBehindGetter">True if a method of the result returns the response; false if the result is the response.</param>
internal sealed record BodyRead(bool IsBehindGetter) : Read;

/// <summary>Reads whether the call failed.</summary>
/// <param name="Path">The path to the property that says so.</param>
/// <param name="Fails">The value of the property if the call failed.</param>
/// <param name="ErrorType">The path to the name of the error; null if there is none.</param>
internal sealed record FailureRead(ValuePath Path, bool Fails, ValuePath? ErrorType) : Read;

/// <summary>Reads how far a response is that is created in the background.</summary>
/// <param name="Status">The path to the word for it; null if there is none.</param>
/// <param name="IsBackground">The path to whether it is created in the background; null if there is none.</param>
/// <param name="Form">How the property becomes the word.</param>
internal sealed record StatusRead(ValuePath? Status, ValuePath? IsBackground, FactForm Form) : Read;

/// <summary>Reads the token that a response which is not finished is requested with again.</summary>
/// <param name="Token">The path to the token.</param>
internal sealed record ContinuationRead(ValuePath Token) : Read;

internal enum ExtractorKind
{
    /// <summary>The method fills a <c>UsageReading</c>.</summary>
    FillsReading,

    /// <summary>The method returns the counts.</summary>
    ReturnsUsage,

    /// <summary>The method returns the counts, or null.</summary>
    ReturnsNullableUsage,
}

/// <summary>What is read besides counts, by the names of the runtime's properties.</summary>
internal enum Fact
{
    Model,
    Provider,
    ResponseId,
    ServiceTier,
    RawUsage,
    ReportedCost,
    Parts,
    RequestModel,
    Endpoint,
    Attributes,
    MaxOutputTokens,
    InputCharacters,
}

internal enum FactForm
{
    /// <summary>The property is the fact.</summary>
    Value,

    /// <summary>The property is an enum or a structure around a string, and its text is the fact.</summary>
    Text,

    /// <summary>The property is an enum whose <c>Raw()</c> is the fact, since it may have a value that the SDK does not know yet.</summary>
    Raw,

    /// <summary>The property is an object whose text is the fact if it is a string.</summary>
    Boxed,
}
