using System.Globalization;
using System.Text;

namespace TokenTracking.Generators.Corpus.Speed;

/// <summary>
/// Forms of long methods: statements that are repeated, with their number in place of # and the number before it in place of @.
/// </summary>
internal static class LongMethods
{
    /// <summary>Ten statements of several kinds that depend on those before them.</summary>
    public const string Mixed = "branches, requests and sums";

    /// <summary>The forms by their name.</summary>
    public static IReadOnlyDictionary<string, Form> Forms { get; } = new Dictionary<string, Form>(StringComparer.Ordinal)
    {
        [Mixed] = new(10, """
            if (n == #) { model = n > 3 ? "gpt-4o" : model; }
            var answer# = await llm.CompleteAsync(request with { Model = model, Prompt = text });
            text = text + answer#.Text;
            sum += answer#.Usage.InputTokens ?? 0;
            total = total + (answer#.Usage.OutputTokens ?? 0) + sum;
            url = n > # ? url + "/v1" : url;
            using (var sent# = await http.PostAsync(url + "/chat/completions", null)) { if (sent# is null) text = url; }
            llm = n == # ? llm : other.WithTokenTracking(tracker);
            ChatCompletion said# = await chat.CompleteChatAsync(text);
            var used# = said#.Usage;
            tracker.Track("p", TokenUsage.FromInclusive(used#.InputTokenCount, used#.OutputTokenCount), model);
            """),
        ["branches"] = new(4, """
            if (n == #) { model = "gpt-#"; } else { url = url + "/#"; }
            llm = n > # ? llm : other;
            await http.PostAsync(url, null);
            await llm.CompleteAsync(request with { Model = model });
            """),
        ["conditional appends"] = new(2, "if (n == #) url += \"/a\"; await http.PostAsync(url, null);"),
        ["switch sections"] = new(3, "case #: url = url + \"/#\"; await http.PostAsync(url, null); break;", "switch (n) {", "}"),
        ["a switch that sets"] = new(2, "case #: model = \"gpt-#\"; break;", "switch (n) {",
            "} await llm.CompleteAsync(request with { Model = model });"),
        ["a switch expression"] = new(1, "# => \"gpt-#\",", "model = n switch {",
            "_ => model }; await llm.CompleteAsync(request with { Model = model });"),
        ["loops"] = new(3, """
            while (n < #) { url = url + "/#"; llm = n == # ? other : llm; }
            await http.PostAsync(url, null);
            await llm.CompleteAsync(request with { Model = model });
            """),
        ["one loop around all"] = new(4, """
            if (n == #) url = url + "/#";
            await http.PostAsync(url, null);
            if (n == #) model = text;
            await llm.CompleteAsync(request with { Model = model, Prompt = text });
            """, "while (n < 3) {", "}"),
        ["foreach loops"] = new(3, """
            foreach (var each# in all) { all2.Add(each#); url = url + each#; }
            await http.PostAsync(url, null);
            tracker.Track("p", (await llm.CompleteAsync(request)).Usage, model);
            """),
        ["try and finally"] = new(4, """
            try { url = url + "/#"; await http.PostAsync(url, null); } finally { model = text; }
            await llm.CompleteAsync(request with { Model = model });
            try { text = url; } catch (InvalidOperationException) { text = model; }
            """),
        ["one try around all"] = new(3, """
            if (n == #) url = url + "/#";
            await http.PostAsync(url, null);
            model = text + "#";
            """, "try {", "} catch (Exception) { await http.PostAsync(url + model, null); } finally { text = model; }"),
        ["using statements"] = new(3, """
            using (var sent# = await http.PostAsync(url, null)) { if (sent# is null) url = url + "/#"; }
            using var message# = new HttpRequestMessage(HttpMethod.Post, url);
            await http.SendAsync(message#);
            """),
        ["local functions"] = new(3, """
            async Task Send#(string path) { url = path; await http.PostAsync(url + path, null); }
            await Send#(url);
            """),
        ["one local function, called"] = new(
            1, "await Send(url + \"/#\");", "", "async Task Send(string path) { await http.PostAsync(path, null); }"),
        ["lambdas"] = new(3, """
            Func<Task> send# = async () => { url = url + "/#"; await http.PostAsync(url, null); };
            await send#();
            """),
        ["sums"] = new(4, """
            var result# = await llm.CompleteAsync(request);
            if (n == #) sum += result#.Usage.InputTokens ?? 0;
            total = total + (result#.Usage.OutputTokens ?? 0) + sum;
            tracker.Track("p", result#.Usage, model);
            """),
        ["model assignments"] = new(3, """
            if (n == #) model = "gpt-99-#";
            tracker.Track("p", usage, model);
            """),
        ["models in a chain"] = new(2, "var model# = n == # ? \"gpt-99\" : model@; tracker.Track(\"p\", usage, model#);"),
        ["clients in a chain"] = new(2, "var http# = n == # ? new HttpClient() : http@; await http#.PostAsync(url, null);"),
        ["providers in a chain"] = new(2, "var llm# = n == # ? other : llm@; await llm#.CompleteAsync(request);"),
        ["providers, made and wrapped"] = new(3, """
            if (n == #) llm = new LlmProviderOf(llm).WithTokenTracking(tracker);
            last = await llm.CompleteAsync(request);
            """),
        ["answers in one variable"] = new(3, """
            if (n == #) last = await llm.CompleteAsync(request);
            text = text + last.Text;
            """),
        ["a list that is added to"] = new(2, "all2.Add(url); await http.PostAsync(all2[0], null);"),
        ["a list of answers"] = new(2, "results.Add(await llm.CompleteAsync(request)); tracker.Track(\"p\", results[0].Usage, model);"),
        ["elements of an array"] = new(2, "many[#] = url; await http.PostAsync(many[0], null);"),
        ["properties of an object"] = new(2, "holder.Url = url + \"/#\"; await http.PostAsync(holder.Url, null);"),
        ["parameters that are set"] = new(2, "if (n == #) start = start + \"/#\"; await http.PostAsync(start, null);"),
        ["out arguments"] = new(2, "if (n == #) Give(out url); await http.PostAsync(url, null);"),
        ["patterns"] = new(2, "if (value is string text#) { url = text#; } await http.PostAsync(url, null);"),
        ["gotos"] = new(3, "l#: if (n == #) { url = url + \"/#\"; goto l#; } await http.PostAsync(url, null);"),
        ["nested conditionals"] = new(1, "n == # ? \"https://a.example.com/#\" :", "url =", "url; await http.PostAsync(url, null);", 1000),
        ["else-if chains"] = new(2, "if (n == #) { url = \"/#\"; } else ", "", "{ } await http.PostAsync(url, null);", 400),
        ["nested blocks"] = new(2, "if (n > #) { url = url + \"/#\"; ", "", "await http.PostAsync(url, null); {closed}", 400),
        ["conditions of many parts"] = new(1, "&& n != #", "if (n > 0 ", ") url = \"/a\"; await http.PostAsync(url, null);"),
        ["a long concatenation"] = new(1, "+ text", "url = url ", "; await http.PostAsync(url, null);"),
        ["an object initializer"] = new(1, "[\"k#\"] = url + \"/#\",", "var made = new Dictionary<string, string> {",
            "}; await http.PostAsync(made[\"k1\"], null);"),
        ["a collection"] = new(1, "url + \"/#\",", "string[] made = [", "]; await http.PostAsync(made[0], null);"),
        ["a collection of models"] = new(1, "\"gpt-99-#\",", "string[] made = [", "]; tracker.Track(\"p\", usage, made[0]);"),
        ["locals"] = new(1, "var local# = url + \"/#\";", "", "await http.PostAsync(local1 + local2, null);"),
        ["locals that are set twice"] = new(3, """
            var local# = url + "/#"; if (n == #) local# = text; await http.PostAsync(local#, null);
            """),
        ["requests"] = new(1, "await http.PostAsync(\"https://api.openai.com/v1/chat/completions\", null);"),
        ["calls of a provider"] = new(1, "await llm.CompleteAsync(request);"),
        ["calls of an SDK"] = new(2, "var said# = (await chat.CompleteChatAsync(text)).Value; text = said#.Id;"),
        ["awaits in sums"] = new(1, "sum += (await llm.CompleteAsync(request)).Usage.InputTokens ?? 0;"),
    };

    /// <summary>The source of a class with a method of that form.</summary>
    public static string Source(Form form, int statements)
    {
        var count = Math.Min(statements, form.Most) / form.Statements;
        var body = new StringBuilder(form.Start).AppendLine();
        for (var i = 1; i <= count; i++)
        {
            body.AppendLine(
                form.Repeated.Replace("#", Text(i), StringComparison.Ordinal).Replace("@", Text(i - 1), StringComparison.Ordinal));
        }

        body.AppendLine(form.End.Replace("{closed}", new string('}', count), StringComparison.Ordinal));
        return $$"""
            using System; using System.Collections.Generic; using System.Net.Http; using System.Threading; using System.Threading.Tasks;
            using OpenAI.Chat; using TokenTracking; using TokenTracking.Providers;
            sealed class Holder { public string Url { get; set; } = ""; }
            sealed class LlmProviderOf(ILlmProvider inner) : ILlmProvider
            {
                public Task<LlmResult> CompleteAsync(LlmRequest request, CancellationToken cancellationToken = default)
                    => inner.CompleteAsync(request, cancellationToken);
                public IAsyncEnumerable<LlmStreamUpdate> StreamAsync(LlmRequest request, CancellationToken cancellationToken = default)
                    => inner.StreamAsync(request, cancellationToken);
            }
            sealed class Long
            {
                static void Give(out string url) => url = "https://api.example.com";

                public async Task<long> RunAsync(
                    ILlmProvider llm, ILlmProvider other, LlmRequest request, HttpClient http, ChatClient chat, ITokenTracker tracker,
                    TokenUsage usage, int n, string start, object value, string[] all, string[] many)
                {
                    var model = "gpt-4o"; var text = "a"; var url = "https://api.openai.com"; long sum = 0, total = 0;
                    var model0 = model; var http0 = http; var llm0 = llm;
                    var all2 = new List<string>(); var results = new List<LlmResult>(); var holder = new Holder();
                    var last = await llm.CompleteAsync(request);
                    {{body}}
                    return total + sum;
                }
            }
            """;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A form of a long method.</summary>
    /// <param name="Statements">The number of statements, or parts of one, in the repeated code.</param>
    /// <param name="Repeated">The repeated code.</param>
    /// <param name="Start">The code before it.</param>
    /// <param name="End">The code after it.</param>
    /// <param name="Most">The number of statements that the compiler accepts in this form.</param>
    internal sealed record Form(int Statements, string Repeated, string Start = "", string End = "", int Most = int.MaxValue);
}
