namespace TokenTracking.Cli.Failures;

/// <summary>Ends a command with a message that states what failed, the reason, and what to do about it.</summary>
/// <param name="exitCode">One of <see cref="Failures.ExitCode"/>.</param>
/// <param name="message">What the user reads.</param>
internal sealed class CommandFailedException(int exitCode, string message) : Exception(message)
{
    /// <summary>What the user reads, a line each.</summary>
    public IReadOnlyList<string> Lines { get; private init; } = [message];

    /// <summary>The data has several errors.</summary>
    /// <param name="errors">What the user reads, a line each.</param>
    /// <returns>The exception to throw.</returns>
    public static CommandFailedException Failed(IReadOnlyList<string> errors)
        => new(Failures.ExitCode.Failed, string.Join(' ', errors)) { Lines = errors };

    /// <summary>What the shell sees.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>The command line has an error.</summary>
    /// <param name="message">What the user reads.</param>
    /// <returns>The exception to throw.</returns>
    public static CommandFailedException Usage(string message) => new(Failures.ExitCode.Usage, message);

    /// <summary>The data has an error, or cannot be reached.</summary>
    /// <param name="message">What the user reads.</param>
    /// <returns>The exception to throw.</returns>
    public static CommandFailedException Failed(string message) => new(Failures.ExitCode.Failed, message);
}
