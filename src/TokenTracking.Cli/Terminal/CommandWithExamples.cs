using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace TokenTracking.Cli.Terminal;

/// <summary>A command whose help ends with what people type most.</summary>
/// <param name="name">Its name.</param>
/// <param name="description">What it does, in a line.</param>
/// <param name="examples">Whole command lines, each with what it answers behind <c>#</c>.</param>
internal sealed class CommandWithExamples(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Makes the help of a command tree print the examples.</summary>
    /// <param name="root">The root of the tree.</param>
    public static void AddToHelp(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpAndExamples((HelpAction)help.Action!);
    }

    private sealed class HelpAndExamples(HelpAction help) : SynchronousCommandLineAction
    {
        // Help is asked for often enough in the middle of a command line that is not finished yet.
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var exitCode = help.Invoke(parseResult);
            if (parseResult.CommandResult.Command is CommandWithExamples command)
                command.WriteExamples(parseResult.InvocationConfiguration.Output);
            return exitCode;
        }
    }

    private void WriteExamples(TextWriter output)
    {
        output.WriteLine("Examples:");
        foreach (var example in examples)
            output.WriteLine("  " + example);
        output.WriteLine();
    }
}
