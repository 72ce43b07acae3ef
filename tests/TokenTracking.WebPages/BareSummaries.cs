namespace TokenTracking.WebPages;

/// <summary>A typed client whose registration has none.</summary>
internal sealed class BareSummaries(HttpClient http)
{
    public async Task<string> OfAsync(string text)
    {
        using var response = await http.PostAsJsonAsync(
            "http://api.openai.com/v1/chat/completions",
            new { model = "gpt-5-mini", messages = new[] { new { role = "user", content = text } } });
        return await response.Content.ReadAsStringAsync();
    }
}
