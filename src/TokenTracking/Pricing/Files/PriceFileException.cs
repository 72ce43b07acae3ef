namespace TokenTracking.Pricing.Files;

/// <summary>A price file that cannot be used. The message lists every error with its line.</summary>
public sealed class PriceFileException : Exception
{
    /// <summary>Creates the exception.</summary>
    public PriceFileException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong.</param>
    public PriceFileException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">The cause.</param>
    public PriceFileException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception of a file with errors.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="errors">What is wrong, in the order of the lines.</param>
    public PriceFileException(string file, IReadOnlyList<PriceFileError> errors)
        : base(string.Join(Environment.NewLine, errors.Select(error => $"{file}:{error.Line}: {error.Message}")))
        => Errors = errors;

    /// <summary>What is wrong, in the order of the lines.</summary>
    public IReadOnlyList<PriceFileError> Errors { get; } = [];
}

/// <summary>One error of a price file.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Message">What is wrong, and what is right.</param>
public sealed record PriceFileError(int Line, string Message);
