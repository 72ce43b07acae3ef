namespace TokenTracking.Package.Tests.Packing;

/// <summary>A project as its owner would make it: the SDK's defaults, warnings as errors, packages from the feed.</summary>
internal sealed class ConsumerProject
{
    private readonly LocalFeed _feed;
    private readonly string _name;

    /// <param name="feed">Where the packages come from.</param>
    /// <param name="name">The name, and the folder under <c>Consumers</c> that has the sources.</param>
    /// <param name="references"><c>TokenTracking</c> is a package of the feed, <c>../Library</c> a project beside this one.</param>
    public ConsumerProject(LocalFeed feed, string name, params string[] items) : this(feed, name, true, true, items)
    {
    }

    public ConsumerProject(LocalFeed feed, string name, bool isExecutable, bool warningsAsErrors, params string[] references)
    {
        _feed = feed;
        _name = name;
        Directory.CreateDirectory(Folder);
        foreach (var source in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Consumers", name)))
            File.Copy(source, Path.Combine(Folder, Path.GetFileName(source)));
        File.WriteAllText(Path.Combine(Folder, name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>{(isExecutable ? "Exe" : "Library")}</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>{(warningsAsErrors ? "true" : "false")}</TreatWarningsAsErrors>
                <EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles>
              </PropertyGroup>
              <ItemGroup>
                {string.Join("\n    ", references.Select(Reference))}
              </ItemGroup>
            </Project>
            """);
    }

    public string Folder => Path.Combine(_feed.Folder, _name);

    public Task<CommandRun> BuildAsync() => DotNetCommand.RunAsync(Folder, _feed.Environment, "build", "--verbosity", "minimal");

    /// <summary>What an editor does with "fix all": the fixes out of the package, for all diagnostics of these rules.</summary>
    public Task<CommandRun> ApplyFixesAsync(params string[] rules)
        => DotNetCommand.RunAsync(
            Folder, _feed.Environment, ["format", "analyzers", "--no-restore", "--severity", "warn", "--diagnostics", .. rules]);

    public Task<CommandRun> RunAsync()
        => DotNetCommand.RunAsync(Folder, _feed.Environment, "exec", Path.Combine("bin", "Debug", "net10.0", _name + ".dll"));

    /// <summary>The files that a generator wrote, by their names.</summary>
    public IReadOnlyList<string> GeneratedFiles()
        => [.. Directory.EnumerateFiles(Path.Combine(Folder, "obj", "Debug", "net10.0", "generated", "TokenTracking.Generators"), "*.cs", SearchOption.AllDirectories)
            .Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private string Reference(string reference) => reference switch
    {
        _ when reference.StartsWith("../", StringComparison.Ordinal) => $"""<ProjectReference Include="{reference}/{Path.GetFileName(reference)}.csproj" />""",
        "Microsoft.Extensions.DependencyInjection" => $"""<PackageReference Include="{reference}" Version="{BuildFacts.ExtensionsVersion}" />""",
        _ => $"""<PackageReference Include="{reference}" Version="{_feed.Version}" />""",
    };
}
