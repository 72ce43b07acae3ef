using TokenTracking.Package.Tests.Packing;

namespace TokenTracking.Package.Tests;

/// <summary>Projects in which the package cannot do its work: of an older framework, or in another language.</summary>
[Collection(PackedPackages.Name)]
public sealed class OtherProjectTests(LocalFeed feed)
{
    [Theory]
    [InlineData("net8.0")]
    [InlineData("net6.0")]
    [InlineData("net9.0")]
    [InlineData("netstandard2.0")]
    [InlineData("netstandard2.1")]
    public async Task An_older_framework_is_an_error_that_names_both(string framework)
    {
        var project = new ConsumerProject(
            feed, "Older" + framework.Replace(".", "", StringComparison.Ordinal), new ConsumerSettings
            {
                IsExecutable = false, TargetFrameworks = framework, Sources = "Plain",
                // The reference assemblies of other frameworks are not on every machine, and nothing is compiled.
                Properties = "<DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>",
            },
            "TokenTracking");

        var run = await project.BuildAsync();

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("error NU1202: Package TokenTracking ", run.Output, StringComparison.Ordinal);
        Assert.Contains($"is not compatible with {framework}", run.Output, StringComparison.Ordinal);
        Assert.Contains("net10.0", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FSharp", "fsproj", "F#", """<Compile Include="Model.fs" />""")]
    [InlineData("VisualBasic", "vbproj", "VB", "")]
    public async Task A_language_without_generators_is_named_in_a_warning(string sources, string extension, string language, string items)
    {
        var project = new ConsumerProject(
            feed, sources, new ConsumerSettings
            {
                IsExecutable = false, WarningsAsErrors = false, Extension = extension, Items = items,
                Properties = "<EnableDefaultCompileItems>" + (items.Length == 0 ? "true" : "false") + "</EnableDefaultCompileItems>",
            },
            "TokenTracking");

        var run = await project.BuildAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(
            "warning TT9002: TokenTracking generates decorators in C# projects only: [TrackAiUsage] has no effect in this project "
            + $"({language}).",
            run.Output, StringComparison.Ordinal);
    }
}
