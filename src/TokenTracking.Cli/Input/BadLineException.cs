namespace TokenTracking.Cli.Input;

/// <summary>One line of a JSON Lines file cannot be answered. The line gets an error object, and the run goes on.</summary>
/// <param name="message">What is wrong with the line.</param>
internal sealed class BadLineException(string message) : Exception(message);
