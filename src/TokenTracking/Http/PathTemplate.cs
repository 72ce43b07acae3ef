using System.Buffers;

namespace TokenTracking.Http;

/// <summary>The path of a request, fit to be stored: without IDs, accounts, names of models, and what else a path may hold.</summary>
internal static class PathTemplate
{
    private const int MostSegments = 12;
    private const int LongestWord = 24;
    private const string Any = "*";

    private static readonly SearchValues<char> OfVersions = SearchValues.Create("abeltphvV0123456789.");

    // What follows one of these is a name.
    private static readonly string[] Collections =
    [
        "models", "model", "deployments", "projects", "locations", "publishers", "endpoints", "accounts", "engines", "organizations",
        "users", "threads", "runs", "files", "batches", "assistants", "vector_stores",
    ];

    public static string Of(string path)
    {
        var segments = path.Split('/', MostSegments + 2, StringSplitOptions.RemoveEmptyEntries);
        if (segments.Length > MostSegments)
            segments = [.. segments.Take(MostSegments), Any];
        for (var i = segments.Length - 1; i >= 0; i--)
        {
            var isName = i > 0 && Collections.Contains(segments[i - 1], StringComparer.OrdinalIgnoreCase);
            segments[i] = Of(segments[i], isName);
        }

        return "/" + string.Join('/', segments);
    }

    private static string Of(string segment, bool isName)
    {
        // gemini-2.5-pro:generateContent
        var colon = segment.LastIndexOf(':');
        if (colon >= 0)
            return Any + (IsWord(segment.AsSpan(colon + 1)) ? segment[colon..] : "");
        return isName || !(IsWord(segment) || IsVersion(segment)) ? Any : segment;
    }

    private static bool IsWord(ReadOnlySpan<char> segment)
    {
        if (segment.Length is 0 or > LongestWord)
            return false;
        foreach (var c in segment)
        {
            if (!char.IsAsciiLetter(c) && c is not ('-' or '_' or '.'))
                return false;
        }

        return true;
    }

    // v1, v1beta, v1beta1
    private static bool IsVersion(ReadOnlySpan<char> segment)
        => segment is ['v' or 'V', >= '0' and <= '9', ..] && segment.Length <= 8
            && !segment.ContainsAnyExcept(OfVersions);
}
