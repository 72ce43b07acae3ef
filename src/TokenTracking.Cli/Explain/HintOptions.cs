using System.CommandLine;

namespace TokenTracking.Cli.Explain;

/// <summary><c>--provider</c>, <c>--endpoint</c> and <c>--model</c>: what is known of a response besides its bytes.</summary>
internal sealed class HintOptions
{
    private readonly Option<string?> _provider = new("--provider")
    {
        Description = "The provider (anthropic, openai, azure, bedrock, groq, ...), if the content does not identify it.",
        HelpName = "name",
    };

    private readonly Option<string?> _endpoint = new("--endpoint")
    {
        Description = "The endpoint: a path, a URL or bedrock:converse, if the content does not identify it.",
        HelpName = "path",
    };

    private readonly Option<string?> _model = new("--model")
    {
        Description = "The requested model. If the content names the response model, that one is priced.",
        HelpName = "name",
    };

    /// <summary>Adds them to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Options.Add(_provider);
        command.Options.Add(_endpoint);
        command.Options.Add(_model);
    }

    /// <summary>A response with the hints of a command line where it lacks its own.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="response">The response.</param>
    /// <returns>The response.</returns>
    public RecordedResponse Fill(ParseResult parsed, RecordedResponse response) => response with
    {
        Provider = response.Provider ?? parsed.GetValue(_provider),
        Endpoint = response.Endpoint ?? parsed.GetValue(_endpoint),
        RequestModel = response.RequestModel ?? parsed.GetValue(_model),
    };
}
