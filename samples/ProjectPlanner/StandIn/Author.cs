using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ProjectPlanner.StandIn;

/// <summary>Writes the stand-in's answers: in the form that the question asks for, out of the question's own words. The same question
/// always
/// gets the same answer.</summary>
internal static partial class Author
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Answer(string? system, string prompt)
    {
        var subject = Quoted().Match(prompt) is { Success: true } quoted ? quoted.Groups["text"].Value : "this";
        return FormOf(prompt) switch
        {
            "features" => Json(new JsonObject { ["features"] = Array(Bullets(Section(system ?? "", "Features"))) }),
            "tasks" => Json(new JsonObject { ["tasks"] = new JsonArray([.. Bullets(prompt).Select(TaskFor)]) }),
            "subtasks" => Json(new JsonObject
            {
                ["subtasks"] = Array(
                    [$"Design how to {Lower(subject)}", "Implement it behind a test", "Review it against the constraints"]),
            }),
            "dependencies" => Json(new JsonObject { ["dependencies"] = new JsonArray([.. Chain(prompt)]) }),
            "intent" => Json(new JsonObject
            {
                ["intent"] = "Give people what the feature promises.", ["dependencies"] = Array(["the data that it works on"]),
                ["risks"] = Array(["two people do it at once", "it is slower than a person waits"]),
                ["suggestions"] = Array(["Begin with the test."]), ["confidence"] = 0.8,
            }),
            "hours" => Json(new JsonObject
            {
                ["hours"] = 2 + (prompt.Length % 7), ["confidence"] = 0.6, ["factors"] = Array(["one screen", "one table", "known ground"]),
            }),
            "cause" => Json(new JsonObject
            {
                ["cause"] = "The credentials were not copied to the environment.",
                ["solutions"] = Array(["Copy them.", "Let the deployment do it."]),
            }),
            "finding" => Json(new JsonObject
            {
                ["finding"] = $"Looked at {subject}: it holds, apart from what the constraints say of two people at once.",
                ["severity"] = prompt.Length % 3 == 0 ? "medium" : "low",
            }),
            _ => Prose(prompt),
        };
    }

    // Each question that wants JSON shows its form: the first name in it says which it is.
    private static string? FormOf(string prompt) => Form().Match(prompt) is { Success: true } form ? form.Groups["name"].Value : null;

    private static JsonObject TaskFor(string feature) => new()
    {
        ["name"] = feature, ["description"] = $"Build what lets people {Lower(feature)}, and show that it works.",
    };

    // The longer the question, the longer the answer.
    private static string Prose(string prompt)
    {
        var text = new StringBuilder("Build it in small steps, each with its test.");
        for (var i = 1; i <= prompt.Length / 60; i++)
            text.Append(CultureInfo.InvariantCulture, $" Step {i}: do the next smallest thing that a user can see, and look at it.");
        return text.Append(" It is done when the constraints hold.").ToString();
    }

    private static IEnumerable<JsonObject> Chain(string prompt)
    {
        var ids = TaskLine().Matches(prompt).Select(static match => match.Groups["id"].Value).ToArray();
        return ids.Skip(1).Select((id, index) => new JsonObject
        {
            ["task"] = id, ["depends_on"] = ids[index], ["reason"] = "It works on what the other one makes.", ["confidence"] = 0.7,
        });
    }

    private static string Section(string text, string name)
    {
        var start = text.IndexOf("## " + name, StringComparison.Ordinal);
        if (start < 0)
            return "";
        var end = text.IndexOf("\n## ", start, StringComparison.Ordinal);
        return end < 0 ? text[start..] : text[start..end];
    }

    private static string[] Bullets(string text)
        => [.. text.Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => line[2..].Trim())];

    private static string Lower(string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];

    private static JsonArray Array(IEnumerable<string> texts) => new([.. texts.Select(static text => JsonValue.Create(text))]);

    private static string Json(JsonObject answer) => answer.ToJsonString(Readable);

    [GeneratedRegex("Answer with \\{\"(?<name>[a-z]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();

    [GeneratedRegex("\"(?<text>[^\"{}]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex("^Task (?<id>[^:\n]+):", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TaskLine();
}
