using System.Text;
using TokenTracking.Cli.Stores;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Terminal;

/// <summary>All that a command needs of the world around it, so that a test can be that world.</summary>
internal sealed record CommandHost
{
    /// <summary>Where results go.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Where errors and warnings go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Opens the standard input. Opened only by a command that reads it.</summary>
    public Func<Stream> OpenIn { get; init; } = static () => Stream.Null;

    /// <summary>True if a person would have to type the standard input.</summary>
    public bool InIsKeyboard { get; init; }

    /// <summary>The width that tables have to fit into, in characters; null if <see cref="Out"/> is not a terminal.</summary>
    public int? Width { get; init; }

    /// <summary>The value of an environment variable; null if it is not set.</summary>
    public Func<string, string?> Variable { get; init; } = static _ => null;

    /// <summary>The clock, and the zone of the machine.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Opens the store at a place for reading; takes what there is to warn of.</summary>
    public Func<StoreLocation, Action<string>, CancellationToken, Task<IUsageStore>> OpenStore { get; init; } = StoreFactory.OpenAsync;

    /// <summary>Creates the connection of a command that accesses the network.</summary>
    public Func<HttpMessageHandler> CreateHttpHandler { get; init; } = static () => new SocketsHttpHandler();

    /// <summary>Runs the .NET SDK's own command.</summary>
    public Func<DotNetCall, CancellationToken, Task<DotNetResult>> RunDotNet { get; init; } = DotNet.RunAsync;

    /// <summary>The console, the environment and the clock of this process.</summary>
    /// <returns>The host.</returns>
    public static CommandHost ForThisProcess()
    {
        // Names of projects and models are Unicode; a redirected stream gets no byte order mark in front of its JSON.
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new CommandHost
        {
            Out = Console.Out,
            Error = Console.Error,
            OpenIn = Console.OpenStandardInput,
            InIsKeyboard = !Console.IsInputRedirected,
            // Terminals of build servers say a width of 0: they have no margin either.
            Width = Console.IsOutputRedirected || Console.WindowWidth <= 0 ? null : Console.WindowWidth,
            Variable = Environment.GetEnvironmentVariable,
        };
    }

    /// <summary>Writes one message for the user to <see cref="Error"/>.</summary>
    /// <param name="message">The message, which may quote a file or an argument.</param>
    public void SayError(string message) => Error.WriteLine(SafeText.Of(message));
}
