using System.Net.Http.Headers;
using System.Text.Json;
using TokenTracking.Wire;

namespace TokenTracking.Providers.Http;

/// <summary>Describes the failure of a provider: the provider, the kind of failure, its message, and what to do about it. Never the
/// key.</summary>
internal sealed class ProviderFailures(ProviderIdentity identity, TimeProvider timeProvider)
{
    public LlmProviderException KeyMissing()
        => Create(LlmFailure.Configuration, $"{identity.Name} needs an API key. Set {identity.KeySource}.");

    public LlmProviderException KeyUnusable()
        => Create(LlmFailure.Configuration,
            $"The API key for {identity.Name} contains characters that cannot be sent (spaces, line breaks, non-ASCII)."
                + $" Set {identity.KeySource}.");

    public LlmProviderException OfStatus(int status, ErrorBody body, RetryConditionHeaderValue? retryAfter, WireUsage? usage)
    {
        var wait = retryAfter?.Delta ?? (retryAfter?.Date - timeProvider.GetUtcNow());
        if (wait < TimeSpan.Zero)
            wait = TimeSpan.Zero;
        return new LlmProviderException(
            Clean($"{identity.Name} answered {status}{InWords(body)} {WayOut(status, wait)}"))
        {
            Provider = identity.Name,
            Status = status,
            ErrorCode = body.Code,
            RetryAfter = wait,
            Reported = usage,
        };
    }

    /// <summary>The client of the caller sent the request, and perhaps the key, to another origin than the provider's.</summary>
    public LlmProviderException SentElsewhere(Uri address, int? status, Exception? inner = null)
    {
        var (asked, answering) = (ShownAddress.OriginOf(identity.BaseUrl), ShownAddress.OriginOf(address));
        var sent = status is null ? $"was sent on to {answering}, which did not answer" : $"was answered by {answering} (status {status})";
        return new LlmProviderException(
            Clean($"A request to {identity.Name} at {asked} {sent}: the HttpClient follows redirects or changes addresses, and can send "
                + "the API key there. Set AllowAutoRedirect = false on its handler, or pass no HttpClient. If the new address is the "
                + $"right one, set it in {identity.UrlSource}."),
            inner)
        {
            Provider = identity.Name,
            Failure = LlmFailure.Configuration,
            Status = status,
        };
    }

    /// <summary>An error that came inside an answer of status 200.</summary>
    public LlmProviderException InAnswer(JsonElement error, WireUsage usage)
    {
        var body = ErrorBody.Parse(error);
        var failure = body.Code switch
        {
            "invalid_request_error" or "request_too_large" => LlmFailure.Request,
            "authentication_error" or "permission_error" or "not_found_error" or "invalid_api_key" => LlmFailure.Configuration,
            "rate_limit_error" or "rate_limit_exceeded" or "insufficient_quota" => LlmFailure.RateLimited,
            _ => LlmFailure.Server,
        };
        return new LlmProviderException(Clean($"{identity.Name} reported an error inside its answer{InWords(body)}"))
        {
            Provider = identity.Name,
            Failure = failure,
            ErrorCode = body.Code,
            Reported = usage,
        };
    }

    public LlmProviderException NotTheFormat(string reason, Exception? inner = null, WireUsage? usage = null)
        => Create(LlmFailure.Format,
            $"{identity.Name} answered with something that is not its format: {reason}"
                + $" Check the address ({identity.UrlSource}): {identity.ShownUrl}.",
            inner, usage);

    public LlmProviderException EndedEarly(string missing, WireUsage usage)
        => Create(LlmFailure.Transport, $"The stream of {identity.Name} ended before {missing}: the response is incomplete.", usage: usage);

    /// <summary>Whether an exception comes from the transport or the parser. The caller's own cancellation does not.</summary>
    public static bool Explains(Exception exception, CallDeadline deadline)
        => exception is OperationCanceledException
            ? !deadline.Caller.IsCancellationRequested
            : exception is HttpRequestException or IOException or JsonException or InvalidDataException;

    /// <summary>What an exception of the transport or the parser means.</summary>
    public LlmProviderException Of(Exception exception, CallDeadline deadline, WireUsage? usage) => exception switch
    {
        OperationCanceledException => Create(
            LlmFailure.Transport,
            $"{identity.Name} did not answer in time ({deadline.Limit.TotalSeconds:0.#} s, or the timeout of the HttpClient).", exception,
            usage),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } => Create(
            LlmFailure.Transport,
            $"{identity.Name} cannot be reached at {identity.ShownUrl} ({exception.Message})."
                + $" Check the address ({identity.UrlSource}) and the network.",
            exception, usage),
        HttpRequestException or IOException => Create(
            LlmFailure.Transport, $"The connection to {identity.Name} failed before the response was complete "
                + $"({exception.Message}).", exception,
            usage),
        JsonException json => NotTheFormat(
            $"the JSON breaks off or is malformed at line {json.LineNumber}, byte {json.BytePositionInLine} ({json.Path}).", json, usage),
        // An encoding of the answer that cannot be undone (a broken gzip body).
        _ => NotTheFormat("its content encoding is broken.", exception, usage),
    };

    private LlmProviderException Create(LlmFailure failure, string message, Exception? inner = null, WireUsage? usage = null)
        => new(Clean(message), inner) { Provider = identity.Name, Failure = failure, Reported = usage };

    private string WayOut(int status, TimeSpan? wait) => LlmProviderException.OfStatus(status) switch
    {
        LlmFailure.Configuration when status is 401 => $"Set {identity.KeySource} to a valid key.",
        LlmFailure.Configuration when status is 403 => $"Give the key of {identity.KeySource} access to this model, or choose "
            + "another model.",
        LlmFailure.Configuration when status is 404
            => $"Check the model's name and the address ({identity.UrlSource}): {identity.ShownUrl}.",
        LlmFailure.Configuration => $"The address has moved: correct {identity.UrlSource}, now {identity.ShownUrl}.",
        LlmFailure.RateLimited when wait is { } time
            => $"The rate limit is reached: try again in {time.TotalSeconds:0} s, or raise the limit.",
        LlmFailure.RateLimited => "The rate limit is reached: try again later, or raise the limit.",
        LlmFailure.Server => "The provider has an error or is overloaded. Try again later.",
        _ => "Correct the request. The same request would be refused again.",
    };

    private static string InWords(ErrorBody body) => body switch
    {
        { Code: { } code, Message: { } message } => $" ({code}): {EndOfSentence(message)}",
        { Message: { } message } => $": {EndOfSentence(message)}",
        { Code: { } code } => $" ({code}).",
        _ => ".",
    };

    private static string EndOfSentence(string text) => text.TrimEnd() is var trimmed && trimmed.EndsWith('.') ? trimmed : trimmed + ".";

    // A gateway may repeat in its error text what it was sent.
    private string Clean(string message)
        => identity.Key is { Length: > 0 } key ? message.Replace(key, "[key]", StringComparison.Ordinal) : message;
}
