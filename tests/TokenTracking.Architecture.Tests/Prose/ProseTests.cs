using TokenTracking.Architecture.Tests.Sources;
using TokenTracking.Architecture.Tests.Walls;

namespace TokenTracking.Architecture.Tests.Prose;

/// <summary>Diagnostics, log messages, help texts, comments and pages are in plain English.</summary>
public sealed class ProseTests
{
    public static TheoryData<string> Projects() => [.. Repository.Projects.Select(static project => project.Name)];

    public static TheoryData<string, string> Examples()
    {
        var examples = new TheoryData<string, string>();
        foreach (var phrase in Phrase.All)
        {
            examples.Add(phrase.Example, phrase.Better);
        }

        return examples;
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void The_texts_of_a_project_are_plain_English(string name)
        => Offenders.None(ForeignIdioms.In(WrittenText.In(Repository.Project(name).Bound)));

    [Fact]
    public void The_pages_are_plain_English()
        => Offenders.None(ForeignIdioms.In(WrittenText.InPages(References.RepositoryRoot)));

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_phrase_is_found_and_its_better_wording_is_not(string example, string better)
    {
        Assert.NotEmpty(ForeignIdioms.In([new WrittenText("here", example)]));
        Assert.Empty(ForeignIdioms.In([new WrittenText("here", better)]));
    }
}
