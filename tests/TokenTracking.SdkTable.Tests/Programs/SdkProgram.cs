namespace TokenTracking.SdkTable.Tests.Programs;

/// <summary>The call of a client as a program writes it.</summary>
/// <param name="Client">The expression that creates the client; <c>http</c> is the HttpClient that it is given.</param>
/// <param name="Plain">The call, with its <c>await</c>; <c>client</c> is what is called.</param>
/// <param name="Streamed">The stream that is read, or a statement; null if the client has none.</param>
/// <param name="Usings">The namespaces that the program imports.</param>
internal sealed record SdkProgram(string Client, string Plain, string? Streamed, params string[] Usings)
{
    /// <summary>The parameters of the method that makes the call, for what a program does not create itself.</summary>
    public string? Parameters { get; init; }

    /// <summary>The declared type of the client, if it is not that of the expression.</summary>
    public string? Type { get; init; }

    /// <summary>True if the client is a parameter, which the code of the program does not create.</summary>
    public bool IsGiven => Parameters is not null;

    /// <summary>True if the code of the program does not show what the client sends through: it is a parameter, or comes out of a
    /// container.</summary>
    public bool HidesClient => IsGiven || Plain.Contains("Kernels.Of(", StringComparison.Ordinal);
}
