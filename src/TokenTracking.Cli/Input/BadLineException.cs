namespace TokenTracking.Cli.Input;

/// <summary>One line of a JSON Lines file cannot be answered. The output for the line is an error object, and the command continues with
/// the next line.</summary>
/// <param name="message">What is wrong with the line.</param>
internal sealed class BadLineException(string message) : Exception(message);
