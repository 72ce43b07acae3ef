using System.Globalization;
using System.Runtime.InteropServices;
using TokenTracking.Attribution;

namespace TokenTracking.Calls;

/// <summary>What is known of a call before its response: what it is for, to whom it is attributed, when it began, and what was
/// requested.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct CallContext
{
    // No count is as small. A Nullable is twice as large, and this structure is cleared and filled at every call.
    private const long Unknown = long.MinValue;

    private readonly TrackingScope? _scope;
    private long _maxOutputTokens = Unknown;
    private long _inputCharacters = Unknown;
    private string? _project;
    private string? _agent;
    private string? _task;
    private string? _taggedOperation;
    private CallMetadata? _metadata;

    public CallContext(TimeProvider clock, string? operation)
    {
        MemberOperation = operation;
        _scope = TrackingScope.Current;
        Clock = clock;
        Timestamp = clock.GetTimestamp();
    }

    private CallContext(in CallContext prepared)
    {
        this = prepared;
        _scope = prepared._scope ?? TrackingScope.Current;
        Timestamp = Clock.GetTimestamp();
    }

    /// <summary>The clock of all timestamps.</summary>
    public readonly TimeProvider Clock { get; }

    /// <summary>When the call began, by the clock's timestamps.</summary>
    public readonly long Timestamp { get; }

    /// <summary>The operation of the tracked member or endpoint itself.</summary>
    public string? MemberOperation { get; private set; }

    /// <summary>The operation of the call: the value of an argument, of the scope or of the member, in this order.</summary>
    public readonly string? Operation => _taggedOperation ?? _scope?.Operation ?? MemberOperation;

    public readonly string? Project => _project ?? _scope?.Project;

    public readonly string? Agent => _agent ?? _scope?.Agent;

    public readonly string? Task => _task ?? _scope?.Task;

    public readonly IReadOnlyDictionary<string, string>? Metadata => _metadata ?? _scope?.Metadata;

    public string? Provider { get; set; }

    public string? RequestModel { get; set; }

    public string? ServiceTier { get; set; }

    public long? MaxOutputTokens
    {
        readonly get => _maxOutputTokens == Unknown ? null : _maxOutputTokens;
        set => _maxOutputTokens = value ?? Unknown;
    }

    public long? InputCharacters
    {
        readonly get => _inputCharacters == Unknown ? null : _inputCharacters;
        set => _inputCharacters = value ?? Unknown;
    }

    /// <summary>The same call, begun now.</summary>
    public readonly CallContext Begin() => new(in this);

    /// <summary>The same call with another operation of its endpoint.</summary>
    public readonly CallContext As(string operation)
    {
        var call = this;
        call.MemberOperation = operation;
        return call;
    }

    public readonly TimeSpan Elapsed() => Clock.GetElapsedTime(Timestamp);

    /// <summary>Takes what a layer above knows of the call, and this one does not. The operation is the outermost member's, which the
    /// application called.</summary>
    /// <param name="outer">What the layer above knows.</param>
    /// <param name="isAttempt">True if that layer is an HTTP attempt, whose operation is an endpoint; otherwise, false.</param>
    public void Inherit(in CallContext outer, bool isAttempt)
    {
        if (!isAttempt)
            MemberOperation = outer.MemberOperation ?? MemberOperation;
        _taggedOperation ??= outer._taggedOperation;
        _project ??= outer._project;
        _agent ??= outer._agent;
        _task ??= outer._task;
        Provider ??= outer.Provider;
        RequestModel ??= outer.RequestModel;
        ServiceTier ??= outer.ServiceTier;
        MaxOutputTokens ??= outer.MaxOutputTokens;
        InputCharacters ??= outer.InputCharacters;
        if (outer._metadata is not { } tags)
            return;
        foreach (var (name, text) in tags)
        {
            if (_metadata?.ContainsKey(name) != true)
                AddMetadata(name, text);
        }
    }

    /// <summary>Attributes the call by an argument, which takes precedence over the scope.</summary>
    /// <param name="name">What the argument names.</param>
    /// <param name="value">The argument; null or an empty text changes nothing.</param>
    public void Tag<TValue>(string name, TValue value)
    {
        var text = value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value?.ToString();
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
        _metadata[WellFormedText.Of(name)] = WellFormedText.Of(text);
    }
}
