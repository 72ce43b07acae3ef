using System.Text.Json.Serialization;

namespace TokenTracking.Cli.Audit;

/// <summary>A type that calls an LLM, or that uses one which does: a row of the table.</summary>
internal sealed record AuditComponent
{
    /// <summary>The type, without its namespace.</summary>
    public required string Component { get; init; }

    /// <summary>The type as the rules name it.</summary>
    [JsonIgnore]
    public string Key { get; init; } = "";

    /// <summary>The type with its namespace.</summary>
    public string Type => TypeName.Qualified(Key);

    /// <summary>The assembly that it is compiled into.</summary>
    public string Project => TypeName.Assembly(Key);

    /// <summary>Its first call.</summary>
    public required string File { get; init; }

    /// <summary>The line of that, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Whom it calls and how; for a type that uses another, that one.</summary>
    public required string Calls { get; init; }

    /// <summary>True if it calls the LLM itself; false if it uses a type that does.</summary>
    public required bool IsDirect { get; init; }

    /// <summary>The places that call.</summary>
    public required int Sites { get; init; }

    /// <summary>Those whose calls are recorded.</summary>
    public required int TrackedSites { get; init; }

    /// <summary><c>yes</c>, <c>no</c>, <c>partly</c>, <c>assumed</c> or <c>declined</c>.</summary>
    public required string Tracked { get; init; }

    /// <summary>What is lost, in words; empty if nothing is.</summary>
    public required IReadOnlyList<string> Lost { get; init; }

    /// <summary><c>CRITICAL</c>, <c>HIGH</c>, <c>MEDIUM</c> or <c>LOW</c>; null if nothing is lost.</summary>
    public required string? Priority { get; init; }

    /// <summary>Where it creates the provider that it uses: <c>file:line</c>; null if it is given one, or calls the LLM itself.</summary>
    public string? CreatedAt { get; init; }

    /// <summary>True if it is of a test project.</summary>
    public bool IsTest { get; init; }
}
