namespace TokenTracking.Cli.Audit;

/// <summary>A place that calls an LLM.</summary>
/// <param name="Place">Where.</param>
/// <param name="Component">The type around it, with its namespace.</param>
/// <param name="Member">The member around it.</param>
/// <param name="Way">How the LLM is reached: <c>sdk</c>, <c>http</c> or <c>provider</c>.</param>
/// <param name="Library">The assembly of the SDK or provider; empty for a request.</param>
/// <param name="Call">What is called: a method, or the address of a request.</param>
/// <param name="State">What is known of it.</param>
/// <param name="Usage">What becomes of the usage: <c>read</c>, <c>discarded</c> or <c>unknown</c>.</param>
/// <param name="IsStreamed">True if the response is a stream.</param>
/// <param name="IsWithoutUsage">True if the request asks for a stream and not for its usage.</param>
/// <param name="IsInLoop">True if a loop repeats it.</param>
/// <param name="Reason">Why it is declined; null for other states.</param>
internal sealed record AuditedCall(
    CodePlace Place, string Component, string Member, string Way, string Library, string Call, CallState State, string Usage,
    bool IsStreamed, bool IsWithoutUsage, bool IsInLoop, string? Reason);

/// <summary>What is known of a call; a place that several compilations judge differently has the greatest.</summary>
internal enum CallState
{
    /// <summary>It is recorded.</summary>
    Tracked,

    /// <summary>It is left out with a reason.</summary>
    Declined,

    /// <summary>It is made on a tracked interface that no visible code wraps.</summary>
    Assumed,

    /// <summary>It is not recorded.</summary>
    Untracked,
}

/// <summary>A line of a file.</summary>
/// <param name="File">The file, as the compiler names it.</param>
/// <param name="Line">The line, from 1.</param>
internal sealed record CodePlace(string File, int Line);
