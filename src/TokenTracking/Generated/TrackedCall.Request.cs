using System.ComponentModel;

namespace TokenTracking.Generated;

/// <summary>Reads what an argument, or the client itself, says of the request. Generated code; it may throw, the call is made all the
/// same.</summary>
/// <typeparam name="TSource">The argument or client.</typeparam>
/// <param name="source">The argument or client.</param>
/// <param name="call">The call.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void RequestBinder<in TSource>(TSource source, ref TrackedCall call);

public partial struct TrackedCall
{
    /// <summary>The provider that is asked, by its OpenTelemetry name; the value in the response takes precedence. Setting null keeps the
    /// current value.</summary>
    public string? Provider { readonly get => _context.Provider; set => _context.Provider = value ?? _context.Provider; }

    /// <summary>The address that is asked. Names the provider if its host is known; otherwise, and if null, the current value is
    /// kept.</summary>
    public Uri? Endpoint
    {
        set
        {
            if (EndpointProviders.Of(value) is { } provider)
                _context.Provider = provider;
        }
    }

    /// <summary>What a service of Semantic Kernel states about itself: its model and its endpoint.</summary>
    public IReadOnlyDictionary<string, object?>? Attributes
    {
        set
        {
            if (value is null)
                return;
            if (value.TryGetValue("ModelId", out var model))
                RequestModel = model as string;
            if (value.TryGetValue("Endpoint", out var endpoint)
                && (endpoint as Uri ?? (Uri.TryCreate(endpoint as string, UriKind.Absolute, out var address) ? address : null)) is { } uri)
                Endpoint = uri;
        }
    }

    /// <summary>The model that is requested. Setting null keeps the current value.</summary>
    public string? RequestModel { readonly get => _context.RequestModel; set => _context.RequestModel = value ?? _context.RequestModel; }

    /// <summary>The output limit that is requested, in tokens. Setting null keeps the current value.</summary>
    public long? MaxOutputTokens
    {
        readonly get => _context.MaxOutputTokens;
        set => _context.MaxOutputTokens = value ?? _context.MaxOutputTokens;
    }

    /// <summary>The length of the texts that are sent, in UTF-16 code units, for an <see cref="IUsageEstimator"/>. Setting null keeps the
    /// current value.</summary>
    public long? InputCharacters
    {
        readonly get => _context.InputCharacters;
        set => _context.InputCharacters = value ?? _context.InputCharacters;
    }

    /// <summary>The service tier that is requested; the value in the response takes precedence. Setting null keeps the current
    /// value.</summary>
    public string? ServiceTier { readonly get => _context.ServiceTier; set => _context.ServiceTier = value ?? _context.ServiceTier; }

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
        try
        {
            _context.Tag(name, value);
        }
#pragma warning disable CA1031 // Law 1: an argument that cannot be written as text must not keep the call from being made.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            ReadingFailed(exception);
        }
    }
}
