using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TokenTracking.SdkTable.Tests;

/// <summary>The names by which the rules know billed calls are those of the SDKs. A wrong name makes a rule say nothing.</summary>
public sealed class SdkNameTests
{
    // SDKs that no test refers to, and namespaces of earlier versions of those that one does.
    private static readonly string[] Unchecked =
    [
        "Amazon.BedrockRuntime.", "Anthropic.SDK.", "Azure.AI.Agents.Persistent.", "Azure.AI.OpenAI.OpenAIClient", "Claudia.", "Cohere.",
        "GenerativeAI.", "Google.", "Microsoft.KernelMemory.", "Mistral.SDK.", "Mscc.GenerativeAI.", "OpenAI_API.", "OpenAI.GPT3.",
        "OpenAI.Interfaces.",
        // OpenAI-DotNet, whose namespaces are those of OpenAI.
        "OpenAI.Audio.AudioEndpoint", "OpenAI.Chat.ChatEndpoint", "OpenAI.Embeddings.EmbeddingsEndpoint", "OpenAI.Images.ImagesEndpoint",
        "OpenAI.Responses.ResponsesEndpoint",
    ];

    private static readonly string[] OfOtherVersions =
    [
        "OpenAI.Decisions.DecisionsClient", // from OpenAI 2.15 on
        "OpenAI.Responses.OpenAIResponseClient", // earlier
        "OllamaSharp.OllamaApiClientExtensions.Chat", // earlier
        "Microsoft.SemanticKernel.TextToImage.ITextToImageService.GenerateImage", // earlier
    ];

    [Fact]
    public void Every_type_and_method_that_the_rules_know_is_in_its_SDK()
    {
        var compilation = CSharpCompilation.Create("Names", references: ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator).Select(static path => MetadataReference.CreateFromFile(path)));
        var missing = new List<string>();
        foreach (var (name, methods) in Known("TokenTracking.Generators.Binding.SdkCalls", "All")
            .Where(static entry => !Unchecked.Any(start => entry.Type.StartsWith(start, StringComparison.Ordinal))))
        {
            var types = compilation.GetTypesByMetadataName(name);
            missing.AddRange(types.IsEmpty
                ? [name]
                : methods.Where(method => !types.Any(type => Has(type, method))).Select(method => $"{name}.{method}"));
        }

        Assert.True(
            missing.Order(StringComparer.Ordinal).SequenceEqual(OfOtherVersions.Order(StringComparer.Ordinal)),
            string.Join(Environment.NewLine, missing));
    }

    private static bool Has(INamedTypeSymbol type, string method)
        => Members(type).Any(member => member is IMethodSymbol { DeclaredAccessibility: Accessibility.Public }
            && (member.Name == method || member.Name == method + "Async"));

    private static IEnumerable<ISymbol> Members(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
                yield return member;
        }

        foreach (var member in type.AllInterfaces.SelectMany(static face => face.GetMembers()))
            yield return member;
    }

    private static ImmutableArray<(string Type, ImmutableArray<string> Methods)> Known(string type, string field)
    {
        var rules = Assembly.LoadFrom(typeof(SdkNameTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(static attribute => attribute.Key == "Rules").Value!);
        return (ImmutableArray<(string, ImmutableArray<string>)>)rules.GetType(type, throwOnError: true)!
            .GetField(field, BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
    }
}
