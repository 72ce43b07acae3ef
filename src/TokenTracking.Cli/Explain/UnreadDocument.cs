using TokenTracking.Cli.Input;
using TokenTracking.Cli.Text;
using TokenTracking.Wire;

namespace TokenTracking.Cli.Explain;

/// <summary>What <c>tokens explain --unread</c> prints in JSON.</summary>
/// <param name="Responses">How many responses were read.</param>
/// <param name="Fields">The numbers that nothing reads, by path.</param>
/// <param name="Errors">The lines that could not be read.</param>
internal sealed record UnreadDocument(
    long Responses, IReadOnlyList<UnreadFieldDocument> Fields, IReadOnlyList<LineError> Errors);

/// <summary>A number that nothing reads.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Count">How often it came.</param>
/// <param name="Smallest">The smallest value.</param>
/// <param name="Largest">The largest value.</param>
/// <param name="Line">A line of the file that has it.</param>
internal sealed record UnreadFieldDocument(string Path, long Count, decimal Smallest, decimal Largest, long Line)
{
    /// <summary>The document of a field.</summary>
    /// <param name="field">The field.</param>
    /// <returns>The document.</returns>
    public static UnreadFieldDocument Of(UnreadField field) => new(
        field.Path, field.Count, JsonText.Exact(field.Smallest), JsonText.Exact(field.Largest), field.Line);
}
