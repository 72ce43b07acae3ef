namespace TokenTracking;

/// <summary>A store cannot be read or written. The message states the store, the reason, and what to do about it.</summary>
public sealed class UsageStoreException : Exception
{
    /// <summary>Creates the exception.</summary>
    public UsageStoreException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which store, why, and what to do.</param>
    public UsageStoreException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which store, why, and what to do.</param>
    /// <param name="innerException">The exception of the store's library.</param>
    public UsageStoreException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The exception to log in addition to the message: null for the exception of a store, whose message is complete, so that a
    /// stack trace would only obscure it; otherwise, the exception.</summary>
    internal static Exception? Unexpected(Exception exception) => exception is UsageStoreException ? null : exception;
}
