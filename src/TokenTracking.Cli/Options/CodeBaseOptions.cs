using System.CommandLine;

namespace TokenTracking.Cli.Options;

/// <summary>What the commands that build a code base have in common: which code base, and whether it is built.</summary>
internal static class CodeBaseOptions
{
    /// <summary>The path of the code base; the current folder if none is given.</summary>
    /// <param name="accepted">What the path may name, in whole sentences.</param>
    /// <returns>The argument of one command.</returns>
    public static Argument<string> Path(string accepted) => new("path")
    {
        Description = accepted + " Default: the current folder.",
        HelpName = "PATH",
        DefaultValueFactory = static _ => ".",
    };

    /// <summary><c>--no-build</c>: reads the logs of an earlier build, and runs no code of the code base.</summary>
    /// <param name="code">What is not run.</param>
    /// <param name="logs">Where the logs that are read instead come from.</param>
    /// <returns>The option of one command.</returns>
    public static Option<bool> NoBuild(string code, string logs) => new("--no-build")
    {
        Description = $"Builds nothing, and so runs no code of {code}: reads the logs that {logs}.",
    };
}
