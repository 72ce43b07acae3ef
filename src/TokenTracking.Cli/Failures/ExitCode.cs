namespace TokenTracking.Cli.Failures;

/// <summary>How a run of <c>tokens</c> ended, as the shell sees it.</summary>
internal static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Ok = 0;

    /// <summary>The data has an error, or cannot be reached.</summary>
    public const int Failed = 1;

    /// <summary>The command line has an error.</summary>
    public const int Usage = 2;

    /// <summary>Ended by Ctrl+C: 128 + SIGINT, as shells have it.</summary>
    public const int Cancelled = 130;
}
