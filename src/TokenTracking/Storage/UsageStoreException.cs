namespace TokenTracking;

/// <summary>A store cannot be read or written. The message names the store, the reason and the way out.</summary>
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

    /// <summary>What to log besides the message: nothing of a store's own exception, whose message names the thing, the reason and the way
    /// out, so that a stack would only hide it; any other exception whole.</summary>
    internal static Exception? Unexpected(Exception exception) => exception is UsageStoreException ? null : exception;
}
