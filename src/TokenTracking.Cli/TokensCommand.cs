using System.CommandLine;
using System.CommandLine.Invocation;
using TokenTracking.Cli.Audit;
using TokenTracking.Cli.Coverage;
using TokenTracking.Cli.Explain;
using TokenTracking.Cli.Failures;
using TokenTracking.Cli.Prices;
using TokenTracking.Cli.Recost;
using TokenTracking.Cli.Reports;
using TokenTracking.Cli.Savings;
using TokenTracking.Cli.Terminal;

namespace TokenTracking.Cli;

/// <summary>The <c>tokens</c> command: its subcommands, and how a run of it ends.</summary>
internal static class TokensCommand
{
    /// <summary>The environment variable that lets an unexpected failure through, with its stack trace.</summary>
    private const string TraceVariable = "TOKENTRACKING_TRACE";

    // No response files: "@scope/name" is a project's name, not a file to read arguments from.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    /// <summary>The command with all of its subcommands, bound to what a host gives.</summary>
    /// <param name="host">Where it writes, reads and finds its store.</param>
    /// <returns>The command.</returns>
    public static RootCommand Create(CommandHost host)
    {
        var root = new RootCommand(
            "Shows what LLM calls used and cost. Exit codes: 0 success, 1 an error in the data, 2 an error in the command line.")
        {
            ReportCommand.Create(host),
            ExplainCommand.Create(host),
            PricesCommand.Create(host),
            RecostCommand.Create(host),
            WhatIfCommand.Create(host),
            RecommendCommand.Create(host),
            CoverageCommand.Create(host),
            AuditCommand.Create(host),
        };
        CommandWithExamples.AddToHelp(root);
        return root;
    }

    /// <summary>Runs one command line to its end. Every failure ends in a message on the host's error writer.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="host">Where it writes, reads and finds its store.</param>
    /// <returns>The <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CommandHost host)
    {
        var parsed = Create(host).Parse(args, Parsing);
        if (parsed.Action is ParseErrorAction)
            return RefuseUsage(parsed, host);

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = host.Out,
                Error = host.Error,
                EnableDefaultExceptionHandler = false,
            });
        }
        catch (CommandFailedException failure)
        {
            foreach (var line in failure.Lines)
                host.SayError(line);
            return failure.ExitCode;
        }
        catch (Exception failure) when (failure is UsageStoreException or IOException or UnauthorizedAccessException)
        {
            host.SayError(failure.Message);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            host.SayError("Cancelled.");
            return ExitCode.Cancelled;
        }
        catch (Exception failure) when (string.IsNullOrEmpty(host.Variable(TraceVariable)))
        {
            host.SayError(
                $"tokens failed unexpectedly ({failure.GetType().Name}: {failure.Message})."
                + $" To see the details, set {TraceVariable}=1 and run the command again.");
            return ExitCode.Failed;
        }
    }

    private static int RefuseUsage(ParseResult parsed, CommandHost host)
    {
        foreach (var error in parsed.Errors.Select(static error => error.Message).Distinct())
            host.SayError(error);
        host.SayError($"'{PathOf(parsed.CommandResult)} --help' lists the options.");
        return ExitCode.Usage;
    }

    private static string PathOf(System.CommandLine.Parsing.CommandResult command)
    {
        var names = new Stack<string>();
        for (System.CommandLine.Parsing.SymbolResult? at = command; at is System.CommandLine.Parsing.CommandResult one; at = at.Parent)
            names.Push(one.Command is RootCommand ? "tokens" : one.Command.Name);
        return string.Join(' ', names);
    }
}
