using System.CommandLine;

return await new RootCommand("What LLM calls used and cost.").Parse(args).InvokeAsync();
