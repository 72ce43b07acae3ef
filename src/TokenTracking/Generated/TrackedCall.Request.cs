using System.ComponentModel;
using System.Globalization;

namespace TokenTracking.Generated;

/// <summary>Reads what an argument, or the client itself, says of the request. Generated code; it may throw, the call is made all the same.</summary>
/// <typeparam name="TSource">The argument or client.</typeparam>
/// <param name="source">The argument or client.</param>
/// <param name="call">The call.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void RequestBinder<in TSource>(TSource source, ref TrackedCall call);

public partial struct TrackedCall
{
    // No count is as small. A Nullable is twice as large, and this structure is cleared and filled at every call.
    private const long Unknown = long.MinValue;

    private long _maxOutputTokens = Unknown;
    private long _inputCharacters = Unknown;
    private string? _project;
    private string? _agent;
    private string? _task;
    private string? _taggedOperation;
    private CallMetadata? _metadata;

    /// <summary>What the call is for: an argument's word, else the scope's, else the member's own.</summary>
    internal readonly string OperationOnAccount => _taggedOperation ?? _scope?.Operation ?? Operation;

    internal readonly string? Project => _project ?? _scope?.Project;

    internal readonly string? Agent => _agent ?? _scope?.Agent;

    internal readonly string? Task => _task ?? _scope?.Task;

    internal readonly IReadOnlyDictionary<string, string>? Metadata => _metadata ?? _scope?.Metadata;

    /// <summary>Who is asked, by its OpenTelemetry name; the answer's own word wins. Null leaves what is there.</summary>
    public string? Provider { readonly get; set => field = value ?? field; }

    /// <summary>The model that is asked for. Null leaves what is there.</summary>
    public string? RequestModel { readonly get; set => field = value ?? field; }

    /// <summary>The output limit that is asked for, in tokens. Null leaves what is there.</summary>
    public long? MaxOutputTokens
    {
        readonly get => _maxOutputTokens == Unknown ? null : _maxOutputTokens;
        set => _maxOutputTokens = value ?? _maxOutputTokens;
    }

    /// <summary>The length of the texts that are sent, in UTF-16 code units, for an <see cref="IUsageEstimator"/>. Null leaves what is there.</summary>
    public long? InputCharacters
    {
        readonly get => _inputCharacters == Unknown ? null : _inputCharacters;
        set => _inputCharacters = value ?? _inputCharacters;
    }

    /// <summary>The service tier that is asked for; the answer's own word wins. Null leaves what is there.</summary>
    public string? ServiceTier { readonly get; set => field = value ?? field; }

    /// <summary>Reads what an argument or the client says. What the reading throws is logged; the call goes on.</summary>
    /// <typeparam name="TSource">The argument or client.</typeparam>
    /// <param name="source">The argument or client.</param>
    /// <param name="binder">Reads it.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Read<TSource>(TSource source, RequestBinder<TSource> binder)
    {
        ArgumentNullException.ThrowIfNull(binder);
        try
        {
            binder(source, ref this);
        }
#pragma warning disable CA1031 // Law 1: a property getter of a foreign type must not keep the call from being made.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            ReadingFailed(exception);
        }
    }

    /// <summary>Takes attribution from an argument (<see cref="UsageTagAttribute"/>). It wins over the scope's.</summary>
    /// <typeparam name="TValue">The argument's type.</typeparam>
    /// <param name="name">What the argument names.</param>
    /// <param name="value">The argument; null says nothing.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Tag<TValue>(string name, TValue value)
    {
        string? text;
        try
        {
            text = value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value?.ToString();
        }
#pragma warning disable CA1031 // Law 1: an argument that cannot be written as text must not keep the call from being made.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            ReadingFailed(exception);
            return;
        }

        if (string.IsNullOrEmpty(text))
            return;
        switch (name)
        {
            case "project": _project = text; break;
            case "agent": _agent = text; break;
            case "task": _task = text; break;
            case "operation": _taggedOperation = text; break;
            default: AddMetadata(name, text); break;
        }
    }

    private void AddMetadata(string name, string text)
    {
        _metadata ??= CallMetadata.Of(_scope?.Metadata, out _) is { } flowing ? new CallMetadata(flowing) : new CallMetadata();
        _metadata[name] = text;
    }
}
