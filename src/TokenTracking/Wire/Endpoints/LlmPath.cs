namespace TokenTracking.Wire.Endpoints;

/// <summary>When a request to a path is known to ask an LLM.</summary>
internal enum PathCondition
{
    /// <summary>Only LLM services have the path.</summary>
    Anywhere,

    /// <summary>Other services have the path too: on other hosts than the listed ones, the request or the response has to show
    /// it.</summary>
    ByContent,

    /// <summary>On the listed hosts only.</summary>
    OnlyThere,
}

/// <summary>How the usage of a billed request arrives.</summary>
internal enum UsageArrival
{
    /// <summary>With the response to the request, whole or as a stream.</summary>
    Response,

    /// <summary>With the response to a later request for the result, which may be sent any number of times.</summary>
    Poll,

    /// <summary>In a file of the results of many requests, which may be downloaded any number of times.</summary>
    Batch,
}

/// <summary>One path of billed requests.</summary>
/// <param name="path">The end of the path; a star in it stands for a name.</param>
/// <param name="operation">What is billed, by its OpenTelemetry name.</param>
/// <param name="dialect">The dialect of the responses; null if there is none.</param>
/// <param name="condition">When a request to the path is known to ask an LLM.</param>
/// <param name="hosts">Parts of addresses, of which one is in that of a service with this path. In lower case.</param>
internal sealed class LlmPath(string path, string operation, string? dialect, PathCondition condition, string[] hosts)
{
    private readonly string _begin = path.Split('*')[0];
    private readonly string? _end = path.IndexOf('*') is var at and >= 0 ? path.Substring(at + 1) : null;
    private readonly string[] _segments = path.Split('/');

    public string Path { get; } = path;

    public string Operation { get; } = operation;

    public string? Dialect { get; } = dialect;

    public PathCondition Condition { get; } = condition;

    public IReadOnlyList<string> Hosts { get; } = hosts;

    public UsageArrival Arrival { get; private init; }

    /// <summary>Where a line of a file of results has the response; empty for any other path.</summary>
    public string Answer { get; private init; } = "";

    /// <summary>The method of the request.</summary>
    public string Method => Arrival == UsageArrival.Response ? "POST" : "GET";

    /// <summary>What a text contains that may be such an address, in lower case. In code, the beginning of a path may be in another text,
    /// and the name after it in a variable.</summary>
    public string Word { get; } = WordOf(path.Split('*')[0].ToLowerInvariant());

    /// <summary>A path that only LLM services have.</summary>
    public static LlmPath Anywhere(string path, string operation, string? dialect)
        => new(path, operation, dialect, PathCondition.Anywhere, []);

    /// <summary>A path that other services have too.</summary>
    public static LlmPath ByContent(string path, string operation, string? dialect, string[] hosts)
        => new(path, operation, dialect, PathCondition.ByContent, hosts);

    /// <summary>A path that is billed on some hosts, and means something else on others.</summary>
    public static LlmPath Only(string path, string operation, string? dialect, string[] hosts)
        => new(path, operation, dialect, PathCondition.OnlyThere, hosts);

    /// <summary>A path from which a response can be requested after it has been created.</summary>
    public static LlmPath Polled(string path, string operation, string dialect)
        => new(path, operation, dialect, PathCondition.ByContent, []) { Arrival = UsageArrival.Poll };

    /// <summary>As <see cref="Polled(string, string, string)"/>, on the listed hosts only.</summary>
    public static LlmPath PolledOnly(string path, string operation, string dialect, string[] hosts)
        => new(path, operation, dialect, PathCondition.OnlyThere, hosts) { Arrival = UsageArrival.Poll };

    /// <summary>A path from which the results of a batch are downloaded.</summary>
    /// <param name="path">The end of the path.</param>
    /// <param name="answer">Where a line has the response: <c>response.body</c>.</param>
    public static LlmPath Batch(string path, string answer)
        => new(path, "chat", null, PathCondition.ByContent, []) { Arrival = UsageArrival.Batch, Answer = answer };

    /// <summary>True for a path that ends with this one.</summary>
    /// <param name="path">The path of an address, without the query.</param>
    public bool IsEndOf(string path)
    {
        var length = path.Length;
        while (length > 1 && path[length - 1] == '/')
            length--;
        if (_end is null)
            return EndsWith(path, length, _begin);
        // The result of a request is one segment below it; /responses/{id}/cancel is another request.
        if (Arrival != UsageArrival.Response)
            return HasSegments(path, length);
        if (_end.Length > 0 && !EndsWith(path, length, _end))
            return false;
        var start = path.LastIndexOf(_begin, StringComparison.OrdinalIgnoreCase);
        var nameLength = length - _end.Length - start - _begin.Length;
        return start >= 0 && nameLength > 0;
    }

    /// <summary>True for the address of a service with this path.</summary>
    /// <param name="address">The address, without the query.</param>
    public bool IsAt(string address)
    {
        foreach (var host in Hosts)
        {
            if (address.IndexOf(host, StringComparison.OrdinalIgnoreCase) is not -1)
                return true;
        }

        return false;
    }

    private static bool EndsWith(string path, int length, string end)
        => length >= end.Length
            && string.Compare(path, length - end.Length, end, 0, end.Length, StringComparison.OrdinalIgnoreCase) == 0;

    private bool HasSegments(string path, int end)
    {
        for (var i = _segments.Length - 1; i > 0; i--)
        {
            if (end <= 0)
                return false;
            var slash = path.LastIndexOf('/', end - 1);
            if (slash < 0 || !IsSegment(_segments[i], path, slash + 1, end - slash - 1))
                return false;
            end = slash;
        }

        return true;
    }

    // A star, with or without an end: *:download.
    private static bool IsSegment(string pattern, string path, int start, int length)
    {
        if (pattern[0] != '*')
            return length == pattern.Length && string.Compare(path, start, pattern, 0, length, StringComparison.OrdinalIgnoreCase) == 0;
        var rest = pattern.Length - 1;
        return length > rest && string.Compare(path, start + length - rest, pattern, 1, rest, StringComparison.OrdinalIgnoreCase) == 0;
    }

    private static string WordOf(string path)
        => path.TrimStart('/') is var word && word.IndexOf('/') is var at and > 0 && at < word.Length - 1 ? word : path;
}
