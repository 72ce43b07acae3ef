using System.CommandLine;

namespace TokenTracking.Cli.Prices;

/// <summary><c>--from</c>: which public price list.</summary>
internal static class ListOption
{
    /// <summary>LiteLLM's list.</summary>
    public const string LiteLlm = "litellm";

    /// <summary>Pydantic's list.</summary>
    public const string Genai = "genai-prices";

    /// <summary>The option of one command.</summary>
    /// <param name="isRequired">True if the option is required.</param>
    /// <returns>The option.</returns>
    public static Option<string> Create(bool isRequired)
    {
        var option = new Option<string>("--from")
        {
            Description = $"The list: {LiteLlm} or {Genai}." + (isRequired ? "" : $" Default: {Genai}."),
            HelpName = "list",
            Required = isRequired,
        };
        if (!isRequired)
            option.DefaultValueFactory = static _ => Genai;
        option.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: not (LiteLlm or Genai) } other])
                result.AddError($"--from '{other.Value}' is not a price list. Specify one of: {LiteLlm}, {Genai}.");
        });
        return option;
    }
}
