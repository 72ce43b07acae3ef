namespace TokenTracking;

/// <summary>
/// Marks a static method of yours that reads the usage of a type, where neither its names nor <see cref="UsageShapeAttribute"/> can tell
/// it: a dictionary, a header, text to be parsed. Generated decorators call it wherever a value of that type is a result, is inside one, or
/// is an item of a stream.
/// </summary>
/// <remarks>
/// The method takes the type and returns a <see cref="TokenUsage"/>, or nothing and takes a <c>ref UsageReading</c> as well, for all other
/// facts that an answer can say. It is found in your own assembly, and on the type itself in any other. Rule TT0011 says where its
/// signature does not fit, TT0012 where two methods read one type. What it throws never reaches the caller: the call is recorded as
/// <see cref="UsageCompleteness.Missing"/>.
/// </remarks>
/// <example><code>
/// [UsageExtractor] internal static TokenUsage Read(Answer answer) => TokenUsage.FromInclusive(answer.Meta["in"], answer.Meta["out"]);
/// [UsageExtractor] internal static void Read(Piece piece, ref UsageReading reading) => reading.Add(TokenUsage.FromInclusive(0,
/// piece.Tokens));
/// </code></example>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class UsageExtractorAttribute : Attribute;
