using System.Text.Json;

namespace TokenTracking.Cli.Tests.Audit;

/// <summary>Code bases as they are, built with the real SDK. None of them references the product.</summary>
public class AuditBuildTests
{
    private const string Claude = """
        using System.Net.Http;
        using System.Threading.Tasks;

        namespace Core
        {
            public class Claude
            {
                private readonly HttpClient _client = new HttpClient();

                public async Task<string> AskAsync(string prompt)
                {
                    var body = new StringContent("{ \"model\": \"claude-sonnet-4-5\", \"messages\": [] }");
                    var response = await _client.PostAsync("https://user:pw@api.anthropic.com/v1/messages?key=secret", body);
                    return await response.Content.ReadAsStringAsync();
                }
            }
        }
        """;

    [Fact]
    public async Task What_does_not_build_is_named_and_the_rest_is_audited_whatever_the_code_base_asks_of_its_own_builds()
    {
        using var code = new CodeBase()
            .With("global.json", """{ "sdk": { "version": "8.0.100", "rollForward": "disable" } }""")
            .With("Directory.Build.props", """
                <Project>
                  <PropertyGroup>
                    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                    <WarningsAsErrors>CS0219;nullable</WarningsAsErrors>
                    <RestorePackagesWithLockFile>true</RestorePackagesWithLockFile>
                    <AnalysisLevel>latest-all</AnalysisLevel>
                    <EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>
                    <RunAnalyzersDuringBuild>false</RunAnalyzersDuringBuild>
                    <NoWarn>$(NoWarn);TT4002</NoWarn>
                    <Nullable>disable</Nullable>
                  </PropertyGroup>
                </Project>
                """)
            .With("Directory.Packages.props", """
                <Project>
                  <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
                  <ItemGroup><PackageVersion Include="OpenAI" Version="2.15.0" /></ItemGroup>
                </Project>
                """)
            .With(".editorconfig", """
                root = true
                [*.cs]
                generated_code = true
                dotnet_analyzer_diagnostic.severity = none
                dotnet_diagnostic.TT4002.severity = none
                """)
            .WithProject("Core/Core.csproj", "netstandard2.0", "<LangVersion>7.3</LangVersion>")
            .With("Core/Claude.cs", Claude)
            .WithProject(
                "App/App.csproj", "net10.0", "<OutputType>Exe</OutputType>",
                """<PackageReference Include="OpenAI" /><ProjectReference Include="../Core/Core.csproj" />""")
            .With("App/appsettings.json", """{ "Llm": { "Model": "gpt-nothing-9" } }""")
            .With("App/Program.cs", """
                using System;
                using System.Threading.Tasks;
                using OpenAI.Chat;

                class Program
                {
                    static async Task Main(string[] args)
                    {
                        int unused = 1;
                        var client = new ChatClient("gpt-4o", "key");
                        foreach (var arg in args)
                        {
                            ChatCompletion answer = await client.CompleteChatAsync(arg);
                            Console.WriteLine(answer.Content[0].Text);
                        }
                        Console.WriteLine(await new Core.Claude().AskAsync("x"));
                    }
                }
                """)
            .WithProject("Broken/Broken.csproj", "net10.0").With("Broken/B.cs", "class B { int M() => missing; }")
            .WithProject("Above/Above.csproj", "net10.0", items: """<ProjectReference Include="../Broken/Broken.csproj" />""")
            .With("Above/A.cs", "class A { }")
            .WithProject(
                "Unrestored/Unrestored.csproj", "net10.0", "<ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>",
                """<PackageReference Include="No.Such.Package.Of.Tokens" Version="1.0.0" />""")
            .With("Unrestored/U.cs", "class U { }")
            .WithProject("Elsewhere/Elsewhere.csproj", "net10.0").With("Elsewhere/E.cs", "class E { }")
            .With("All.slnx", """
                <Solution>
                  <Project Path="Core/Core.csproj" />
                  <Project Path="App/App.csproj" />
                  <Project Path="Broken/Broken.csproj" />
                  <Project Path="Above/Above.csproj" />
                  <Project Path="Unrestored/Unrestored.csproj" />
                </Solution>
                """);
        var before = code.Files;

        var run = await CodeBase.RunAsync("audit", code.Folder, "--format", "json");

        Assert.Equal(("", 1), (run.Error, run.ExitCode));
        Assert.Equal(before, code.Files);
        using var document = JsonDocument.Parse(run.Out);
        var root = document.RootElement;
        Assert.Equal(
            [
                "Program App/Program.cs:13 OpenAI (SDK), through Claude 1 no CRITICAL",
                "Claude Core/Claude.cs:13 Anthropic (HTTP) 1 no CRITICAL",
            ],
            Rows(root, static row => $"{row.GetProperty("component")} {row.GetProperty("file")}:{row.GetProperty("line")} "
                + $"{row.GetProperty("calls")} {row.GetProperty("sites")} {row.GetProperty("tracked")} {row.GetProperty("priority")}"));
        Assert.Equal((0m, 2, 2), (
            root.GetProperty("percentage").GetDecimal(), root.GetProperty("sites").GetInt32(), root.GetProperty("untracked").GetInt32()));
        Assert.Equal(
            ["claude-sonnet-4-5 3 15", "gpt-4o 2.5 10", "gpt-nothing-9  "],
            root.GetProperty("models").EnumerateArray().Select(static model
                => $"{model.GetProperty("model")} {model.GetProperty("inputPerMillion")} {model.GetProperty("outputPerMillion")}"));
        var failures = root.GetProperty("notAudited").EnumerateArray()
            .Select(static each => $"{each.GetProperty("project")}: {each.GetProperty("reason")}").ToList();
        Assert.Equal(3, failures.Count);
        Assert.StartsWith(
            "Above/Above.csproj: it was not compiled: a project that it references does not build", failures[0], StringComparison.Ordinal);
        Assert.StartsWith("Broken/Broken.csproj: B.cs(1,22): CS0103: The name 'missing'", failures[1], StringComparison.Ordinal);
        Assert.StartsWith(
            "Unrestored/Unrestored.csproj: NU1101: Unable to find package No.Such.Package.Of.Tokens", failures[2],
            StringComparison.Ordinal);
        var notes = root.GetProperty("notes").EnumerateArray().Select(static note => note.GetString()!).ToList();
        Assert.Contains(
            notes,
            static note => note.StartsWith("The SDK that global.json asks for is not installed: built with ", StringComparison.Ordinal));
        Assert.Contains("Not part of All.slnx, and not read: Elsewhere/Elsewhere.csproj.", notes);
        Assert.Equal(3, root.GetProperty("steps").GetArrayLength());
        Assert.DoesNotContain("secret", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("pw", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Projects_below_a_folder_without_a_solution_are_built_together_and_their_logs_can_be_read_again_without_a_build()
    {
        using var code = new CodeBase()
            .WithProject("src/C#/Same.csproj", "net10.0", "<AssemblyName>One</AssemblyName>", "").With("src/C#/Claude.cs", Claude)
            .WithProject("src/Two/Same.csproj", "net10.0", "<AssemblyName>Two</AssemblyName>").With("src/Two/Quiet.cs", "class Quiet { }")
            .With("src/Two/bin/Debug/Left.csproj", "<Project />");
        using var logs = new CodeBase();

        var built = await CodeBase.RunAsync("audit", code.Folder, "--logs", logs.Folder, "--format", "markdown");
        var read = await TokensRun.WithAsync(static host => host, "audit", logs.Folder, "--no-build", "--format", "json");

        Assert.Equal((0, ""), (built.ExitCode, built.Error));
        Assert.Contains("Coverage 0 %: 0 of 1 call site tracked.", built.Out, StringComparison.Ordinal);
        Assert.Contains("| Claude | src/C\\#/Claude.cs:13 | Anthropic \\(HTTP\\) | 1 | no |", built.Out, StringComparison.Ordinal);
        Assert.Equal((0, ""), (read.ExitCode, read.Error));
        using var document = JsonDocument.Parse(read.Out);
        Assert.Equal(
            ["One net10.0 1", "Two net10.0 0"],
            document.RootElement.GetProperty("projects").EnumerateArray().Select(static each
                => $"{each.GetProperty("project")} {each.GetProperty("framework")} {each.GetProperty("sites")}"));
    }

    [Fact]
    public async Task A_code_base_in_which_nothing_compiles_is_refused_with_the_reasons()
    {
        using var code = new CodeBase().WithProject("App.csproj", "net10.0").With("B.cs", "class B { int M() => missing; }");

        var run = await CodeBase.RunAsync("audit", Path.Combine(code.Folder, "App.csproj"));

        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Equal(
            $"{Path.Combine(code.Folder, "App.csproj")} was not audited: none of its projects could be read.\n"
            + "App.csproj (net10.0): B.cs(1,22): CS0103: The name 'missing' does not exist in the current context\n",
            run.Error);
    }

    private static IEnumerable<string> Rows(JsonElement root, Func<JsonElement, string> text)
        => root.GetProperty("components").EnumerateArray().Select(text);
}
