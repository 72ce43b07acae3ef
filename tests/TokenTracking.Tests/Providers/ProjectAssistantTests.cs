using System.Text.Json;
using TokenTracking.Providers;
using TokenTracking.Providers.Assistant;
using TokenTracking.Testing;

namespace TokenTracking.Tests.Providers;

public sealed class ProjectAssistantTests
{
    private static readonly ProjectTask Task1 = new("t1", "Store tasks", "In a file.");
    private static readonly ProjectTask Task2 = new("t2", "List tasks");

    [Fact]
    public async Task A_task_is_analyzed()
    {
        var answer = await AskAsync(
            """{"intent":"Keep tasks","dependencies":["disk"],"risks":["loss"],"suggestions":["backup", 7],"confidence":0.8}""",
            assistant => assistant.AnalyzeTaskAsync(Task1, "A CLI"), "analyze_task", "t1");

        Assert.True(answer.IsUnderstood);
        Assert.Equal(("Keep tasks", 0.8), (answer.Intent, answer.Confidence));
        Assert.Equal(["disk"], answer.Dependencies);
        Assert.Equal(["loss"], answer.Risks);
        Assert.Equal(["backup"], answer.Suggestions);
    }

    [Fact]
    public async Task Dependencies_are_inferred_between_the_given_tasks_alone()
    {
        var answer = await AskAsync(
            """{"dependencies":[{"task":"t2","depends_on":"t1","reason":"needs data","confidence":0.9},{"task":"t2","depends_on":"t99"},"""
            + """{"task":"t1","depends_on":"t1"}]}""",
            assistant => assistant.InferDependenciesAsync([Task1, Task2]), "infer_dependencies", null);

        Assert.True(answer.IsUnderstood);
        Assert.Equal(new TaskDependency("t2", "t1", "needs data", 0.9), Assert.Single(answer.Dependencies));
    }

    [Fact]
    public async Task A_description_is_enhanced()
    {
        var answer = await AskAsync(
            " Write each task as a line. \n", assistant => assistant.GenerateEnhancedDescriptionAsync(Task1),
            "generate_enhanced_description", "t1");

        Assert.Equal((true, "Write each task as a line."), (answer.IsUnderstood, answer.Text));
    }

    [Fact]
    public async Task Effort_is_estimated_even_inside_a_code_fence()
    {
        var answer = await AskAsync(
            "Here it is:\n```json\n{\"hours\": 6.5, \"confidence\": 3, \"factors\": [\"files\"]}\n```",
            assistant => assistant.EstimateEffortAsync(Task1), "estimate_effort", "t1");

        Assert.Equal((true, 6.5, (double?)null), (answer.IsUnderstood, answer.Hours, answer.Confidence));
        Assert.Equal(["files"], answer.Factors);
    }

    [Fact]
    public async Task A_blocker_is_analyzed()
    {
        var answer = await AskAsync(
            """{"cause":"No rights","solutions":["ask","wait"]}""",
            assistant => assistant.AnalyzeBlockerAsync(Task1, "cannot write"), "analyze_blocker", "t1");

        Assert.Equal((true, "No rights"), (answer.IsUnderstood, answer.Cause));
        Assert.Equal(["ask", "wait"], answer.Solutions);
    }

    [Theory]
    [InlineData("I would rather not.")]
    [InlineData("{\"hours\": ")]
    [InlineData("} {")]
    [InlineData("{\"hours\": -1}")]
    [InlineData("")]
    public async Task An_answer_in_another_form_is_kept_and_said_to_be_not_understood(string text)
    {
        var answer = await AskAsync(text, assistant => assistant.EstimateEffortAsync(Task1), "estimate_effort", "t1");

        Assert.Equal((false, (double?)null, text), (answer.IsUnderstood, answer.Hours, answer.Result.Text));
        Assert.Equal(17, answer.Result.Usage.TotalTokens);
    }

    private static async Task<TAnswer> AskAsync<TAnswer>(
        string text, Func<ProjectAssistant, Task<TAnswer>> ask, string operation, string? task)
        where TAnswer : AssistantAnswer
    {
        var body = Flavour.All["ollama-chat"].Plain.Replace("\"Hello world\"", JsonSerializer.Serialize(text), StringComparison.Ordinal);
        await using var server = await LoopbackServer.StartAsync(Reply.Json(body));
        var tracker = new RecordingTracker();
        var provider = LlmFactory.Create([Flavour.All["ollama-chat"].Create(server.Url, null)], tracker: tracker);

        TAnswer answer;
        using (TrackingScope.Begin(project: "proj_1"))
            answer = await ask(new ProjectAssistant(provider));

        var record = Assert.Single(tracker.Records);
        Assert.Equal((operation, task, "proj_1"), (record.Operation, record.Task, record.Project));
        Assert.Equal(record.Usage, answer.Result.Usage);
        Assert.Contains("t1", server.Request.Body, StringComparison.Ordinal);
        return answer;
    }
}
