namespace TokenTracking.Package.Tests.Packing;

/// <summary>A project as its owner would make it: the SDK's defaults, warnings as errors, packages from the feed.</summary>
internal sealed class ConsumerProject
{
    private readonly LocalFeed _feed;
    private readonly string _name;

    /// <param name="feed">Where the packages come from.</param>
    /// <param name="name">The name, and the folder under <c>Consumers</c> that has the sources.</param>
    /// <param name="references"><c>TokenTracking</c> is a package of the feed, <c>../Library</c> a project beside this one.</param>
    public ConsumerProject(LocalFeed feed, string name, params string[] references) : this(feed, name, new ConsumerSettings(), references)
    {
    }

    /// <param name="feed">Where the packages come from.</param>
    /// <param name="name">The name, and the folder under <c>Consumers</c> that has the sources, where the settings name no other.</param>
    /// <param name="settings">What is not as usual.</param>
    /// <param name="references">Packages, and projects beside this one.</param>
    public ConsumerProject(LocalFeed feed, string name, ConsumerSettings settings, params string[] references)
    {
        _feed = feed;
        _name = name;
        var sources = Path.Combine(AppContext.BaseDirectory, "Consumers", settings.Sources ?? name);
        foreach (var source in Directory.EnumerateFiles(sources, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Folder, Path.GetRelativePath(sources, source));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(source, copy);
        }

        Write($"{name}.{settings.Extension}", $"""
            <Project Sdk="{settings.Sdk}">
              <PropertyGroup>
                <OutputType>{(settings.IsExecutable ? "Exe" : "Library")}</OutputType>
                <TargetFrameworks>{settings.TargetFrameworks}</TargetFrameworks>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>{(settings.WarningsAsErrors ? "true" : "false")}</TreatWarningsAsErrors>
                <EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles>
                {settings.Properties}
              </PropertyGroup>
              <ItemGroup>
                {settings.Items}
                {string.Join("\n    ", references.Select(Reference))}
              </ItemGroup>
            </Project>
            """.Replace(
                "<TargetFrameworks>net10.0</TargetFrameworks>", "<TargetFramework>net10.0</TargetFramework>", StringComparison.Ordinal));
    }

    public string Folder => Path.Combine(_feed.Folder, _name);

    /// <summary>Writes a further file into the project.</summary>
    public void Write(string name, string text)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, name), text);
    }

    public Task<CommandRun> BuildAsync(params string[] options)
        => DotNetCommand.RunAsync(Folder, _feed.Environment, ["build", "--verbosity", "minimal", .. options]);

    /// <summary>What an editor does with "fix all": the fixes out of the package, for all diagnostics of these rules.</summary>
    public Task<CommandRun> ApplyFixesAsync(params string[] rules)
        => DotNetCommand.RunAsync(
            Folder, _feed.Environment, ["format", "analyzers", "--no-restore", "--severity", "warn", "--diagnostics", .. rules]);

    public Task<CommandRun> RunAsync()
        => DotNetCommand.RunAsync(Folder, _feed.Environment, "exec", Path.Combine("bin", "Debug", "net10.0", _name + ".dll"));

    /// <summary>The files that a generator wrote, by their names.</summary>
    public IReadOnlyList<string> GeneratedFiles()
        => Directory.Exists(Generated)
            ? [.. Directory.EnumerateFiles(Generated, "*.cs", SearchOption.AllDirectories).Select(static file => Path.GetFileName(file))
                .Order(StringComparer.Ordinal)]
            : [];

    /// <summary>What an earlier build left.</summary>
    public void DeleteGeneratedFiles()
    {
        if (Directory.Exists(Generated))
            Directory.Delete(Generated, recursive: true);
    }

    private string Generated => Path.Combine(Folder, "obj", "Debug", "net10.0", "generated", "TokenTracking.Generators");

    private string Reference(string reference) => reference switch
    {
        _ when reference.StartsWith("../", StringComparison.Ordinal)
            => $"""<ProjectReference Include="{reference}/{Path.GetFileName(reference)}.csproj" />""",
        "Microsoft.Extensions.DependencyInjection"
            => $"""<PackageReference Include="{reference}" Version="{BuildFacts.ExtensionsVersion}" />""",
        "Microsoft.Extensions.AI.Abstractions"
            => $"""<PackageReference Include="{reference}" Version="{BuildFacts.ExtensionsAIVersion}" />""",
        _ => $"""<PackageReference Include="{reference}" Version="{_feed.Version}" />""",
    };
}

/// <summary>What of a project is not as usual.</summary>
internal sealed record ConsumerSettings
{
    public string Sdk { get; init; } = "Microsoft.NET.Sdk";

    /// <summary>The folder under <c>Consumers</c>; null for the project's name.</summary>
    public string? Sources { get; init; }

    public string TargetFrameworks { get; init; } = "net10.0";

    public bool IsExecutable { get; init; } = true;

    public bool WarningsAsErrors { get; init; } = true;

    /// <summary>The extension of the project file, which says the language.</summary>
    public string Extension { get; init; } = "csproj";

    /// <summary>Further items, as the project file has them.</summary>
    public string Items { get; init; } = "";

    /// <summary>Further properties, as the project file has them.</summary>
    public string Properties { get; init; } = "";
}
