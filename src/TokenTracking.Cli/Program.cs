using TokenTracking.Cli;
using TokenTracking.Cli.Terminal;

return await TokensCommand.RunAsync(args, CommandHost.ForThisProcess());
