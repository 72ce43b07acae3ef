using System.Reflection;
using TokenTracking.Package.Tests.Listing;
using TokenTracking.Package.Tests.Packing;

namespace TokenTracking.Package.Tests;

/// <summary>The public API is what <c>PublicApi/*.txt</c> say: a change of it is seen in a review, never made by accident.</summary>
public sealed class PublicApiTests
{
    private const string Update = "UPDATE_PUBLIC_API";

    [Theory]
    [InlineData("TokenTracking")]
    [InlineData("TokenTracking.Providers")]
    [InlineData("TokenTracking.Sqlite")]
    public void The_public_api_is_the_listed_one(string package)
    {
        var listing = PublicApiListing.Of(Assembly.Load(package));
        var file = Path.Combine(BuildFacts.RepositoryRoot, "tests", "TokenTracking.Package.Tests", "PublicApi", package + ".txt");
        if (Environment.GetEnvironmentVariable(Update) == "1")
            File.WriteAllText(file, listing);

        var added = Lines(listing).Except(Lines(File.ReadAllText(file)), StringComparer.Ordinal).ToList();
        var removed = Lines(File.ReadAllText(file)).Except(Lines(listing), StringComparer.Ordinal).ToList();
        Assert.True(File.ReadAllText(file).ReplaceLineEndings("\n") == listing, $"""
            The public API of {package} is not the one in {file}. If that is meant, write it anew and commit it:
              {Update}=1 dotnet test tests/TokenTracking.Package.Tests --filter {nameof(PublicApiTests)}
            {string.Join('\n', [.. added.Select(static line => "+ " + line), .. removed.Select(static line => "- " + line)])}
            """);
    }

    /// <summary>Each member with its type, so that equal members of two types are two.</summary>
    private static IEnumerable<string> Lines(string listing)
    {
        var type = "";
        foreach (var line in listing.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] != ' ')
                type = line;
            yield return line[0] == ' ' ? $"{type}: {line.Trim()}" : line;
        }
    }
}
