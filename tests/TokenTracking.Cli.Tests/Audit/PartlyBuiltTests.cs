using System.Text.Json;

namespace TokenTracking.Cli.Tests.Audit;

/// <summary>Code bases of which the SDK that runs the tests builds only a part. It is the real one.</summary>
public class PartlyBuiltTests
{
    private const string Solution = """
        <Solution><Project Path="App/App.csproj" /><Project Path="Core/Core.csproj" /></Solution>
        """;

    private const string OldSolution = """
        Microsoft Visual Studio Solution File, Format Version 12.00
        Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "App", "App\App.csproj", "{11111111-1111-1111-1111-111111111111}"
        EndProject
        Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "Core", "Core\Core.csproj", "{22222222-2222-2222-2222-222222222222}"
        EndProject
        Global
        	GlobalSection(SolutionConfigurationPlatforms) = preSolution
        		Debug|Any CPU = Debug|Any CPU
        	EndGlobalSection
        	GlobalSection(ProjectConfigurationPlatforms) = postSolution
        		{11111111-1111-1111-1111-111111111111}.Debug|Any CPU.ActiveCfg = Debug|Any CPU
        		{11111111-1111-1111-1111-111111111111}.Debug|Any CPU.Build.0 = Debug|Any CPU
        		{22222222-2222-2222-2222-222222222222}.Debug|Any CPU.ActiveCfg = Debug|Any CPU
        		{22222222-2222-2222-2222-222222222222}.Debug|Any CPU.Build.0 = Debug|Any CPU
        	EndGlobalSection
        EndGlobal
        """;

    [Theory]
    [InlineData("net10.0-android", "NETSDK1147: To build this project, the following workloads must be installed", "All.slnx")]
    [InlineData("net99.0", "NETSDK1045: The current .NET SDK does not support targeting", "All.sln")]
    [InlineData("", "Could not resolve SDK \"No.Such.Sdk.Of.Tokens\"", "All.slnx")]
    public async Task A_project_that_ends_the_restore_of_its_solution_is_named_and_the_others_are_audited(
        string framework, string reason, string solution)
    {
        using var code = WithCaller("Core", new CodeBase(), "");
        if (framework.Length > 0)
            code.WithProject("App/App.csproj", framework, items: """<ProjectReference Include="../Core/Core.csproj" />""");
        else
            code.With("App/App.csproj", """<Project Sdk="No.Such.Sdk.Of.Tokens/1.0.0" />""");
        code.With(solution, solution.EndsWith('x') ? Solution : OldSolution);
        var before = code.Files;

        var run = await CodeBase.RunAsync("audit", code.Folder, "--format", "json");

        Assert.Equal(("", 1), (run.Error, run.ExitCode));
        Assert.Equal(before, code.Files);
        using var document = JsonDocument.Parse(run.Out);
        Assert.Equal(["Core/Caller.cs:8"], Places(document));
        var failure = Assert.Single(document.RootElement.GetProperty("notAudited").EnumerateArray());
        Assert.Equal("App/App.csproj", failure.GetProperty("project").GetString());
        Assert.Contains(reason, failure.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Targets_of_the_code_base_that_fail_are_left_out_of_the_project_in_which_they_fail()
    {
        using var code = new CodeBase()
            .With("Directory.Build.targets", """
                <Project>
                  <Target Name="Generate" BeforeTargets="CoreCompile">
                    <PropertyGroup><Made>$(IntermediateOutputPath)Made.cs</Made></PropertyGroup>
                    <Error Condition="'$(MSBuildProjectName)' == 'Lib'" Text="The tool is not installed." />
                    <WriteLinesToFile File="$(Made)" Lines="class Made { }" Overwrite="true" />
                    <ItemGroup><Compile Include="$(Made)" /></ItemGroup>
                  </Target>
                </Project>
                """);
        WithCaller("Lib", code, """
            <Target Name="Npm" BeforeTargets="BeforeBuild"><Exec Command="no-such-npm ci" /></Target>
            <Target Name="Say &quot;it's&quot;" BeforeTargets="PreBuildEvent"><Exec Command="no-such-tool --version" /></Target>
            """, "netstandard2.0;net8.0");
        WithCaller("Uses", code, "");
        code.With("Uses/Uses.cs", "class Uses { Made? made; string Of(N.Caller caller) => made + caller.ToString(); }")
            .WithProject(
                "Uses/Uses.csproj", "net10.0", "<Nullable>enable</Nullable>",
                """<ProjectReference Include="../Lib/Lib.csproj" />""")
            .With("All.slnx", """<Solution><Project Path="Lib/Lib.csproj" /><Project Path="Uses/Uses.csproj" /></Solution>""");
        File.Delete(Path.Combine(code.Folder, "Uses/Caller.cs"));

        var run = await CodeBase.RunAsync("audit", code.Folder, "--format", "json");

        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        using var document = JsonDocument.Parse(run.Out);
        Assert.Equal(["Lib/Caller.cs:8"], Places(document));
        Assert.Equal(
            [
                "Built without the target Npm of Lib/Lib.csproj, which failed: "
                    + "MSB3073: The command \"no-such-npm ci\" exited with code 127.",
                "Built without the target Say \"it's\" of Lib/Lib.csproj, which failed: "
                    + "MSB3073: The command \"no-such-tool --version\" exited with code 127.",
                "Built without the target Generate of Lib/Lib.csproj, which failed: "
                    + "Directory.Build.targets(4,5): The tool is not installed.",
            ],
            document.RootElement.GetProperty("notes").EnumerateArray().Select(static note => note.GetString()!)
                .Where(static note => note.StartsWith("Built without", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_does_not_compile_without_its_target_is_named_with_the_error_of_the_target()
    {
        using var code = WithCaller("App", new CodeBase(), """
            <Target Name="Generate" BeforeTargets="BeforeBuild"><Exec Command="no-such-generator" /></Target>
            """);
        code.With("App/Needs.cs", "class Needs { Generated? generated; }");

        var run = await CodeBase.RunAsync("audit", code.Folder);

        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Contains(
            "App.csproj (net8.0): MSB3073: The command \"no-such-generator\" exited with code 127.", run.Error, StringComparison.Ordinal);
        Assert.Contains("Built without the target Generate of App/App.csproj", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_that_are_single_files_are_audited_each_by_itself()
    {
        using var code = new CodeBase()
            .With("chat.cs", """
                #:package OpenAI@2.15.0
                using OpenAI.Chat;

                var client = new ChatClient("gpt-4o", "key");
                Console.WriteLine((await client.CompleteChatAsync(args[0])).Value.Content[0].Text);
                """)
            .With("tools/post.cs", """
                #!/usr/bin/env dotnet
                using var http = new HttpClient();
                var body = new StringContent("{ \"model\": \"claude-sonnet-4-5\" }");
                Console.WriteLine(await http.PostAsync("https://api.anthropic.com/v1/messages", body));
                """)
            .With("broken.cs", "#:property Nullable=enable\nint x = missing;");
        var before = code.Files;

        var run = await CodeBase.RunAsync("audit", code.Folder, "--format", "json");

        Assert.Equal(("", 1), (run.Error, run.ExitCode));
        Assert.Equal(before, code.Files);
        using var document = JsonDocument.Parse(run.Out);
        Assert.Equal(["chat.cs:5", "tools/post.cs:4"], Places(document).Order(StringComparer.Ordinal));
        var failure = Assert.Single(document.RootElement.GetProperty("notAudited").EnumerateArray());
        Assert.Equal("broken.cs", failure.GetProperty("project").GetString());
        Assert.Contains("CS0103: The name 'missing'", failure.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Places(JsonDocument document)
        => document.RootElement.GetProperty("components").EnumerateArray().Select(static row
            => $"{row.GetProperty("file").GetString()}:{row.GetProperty("line").GetInt32()}");

    private static CodeBase WithCaller(string name, CodeBase code, string targets, string framework = "net8.0") => code
        .With($"{name}/{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFrameworks>{framework}</TargetFrameworks></PropertyGroup>
              {targets}
            </Project>
            """)
        .With($"{name}/Caller.cs", """
            using System.Net.Http;
            using System.Threading.Tasks;
            namespace N
            {
                public class Caller
                {
                    public Task<HttpResponseMessage> AskAsync(HttpClient http)
                        => http.PostAsync("https://api.openai.com/v1/responses", null);
                }
            }
            """);
}
