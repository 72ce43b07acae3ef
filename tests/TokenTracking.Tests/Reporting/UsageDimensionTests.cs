namespace TokenTracking.Tests.Reporting;

public sealed class UsageDimensionTests
{
    [Fact]
    public void A_dimension_is_found_by_its_name_and_a_tag_by_its_key()
    {
        Assert.All(UsageDimension.All, static dimension => Assert.Same(dimension, UsageDimension.Find(dimension.Name)));
        Assert.Equal(UsageDimension.Tag("a:b"), UsageDimension.Find("tag:a:b"));
        Assert.Equal("a:b", UsageDimension.Find("tag:a:b")!.TagKey);
        Assert.Null(UsageDimension.Find("tag"));
        Assert.Null(UsageDimension.Find("Project"));
    }

    [Fact]
    public void Tags_with_the_same_key_are_the_same_dimension()
    {
        Assert.True(UsageDimension.Tag("team") == UsageDimension.Tag("team"));
        Assert.True(UsageDimension.Tag("team") != UsageDimension.Tag("Team"));
        Assert.True(UsageDimension.Tag("project") != UsageDimension.Project);
        Assert.Single(new HashSet<UsageDimension> { UsageDimension.Tag("team"), UsageDimension.Tag("team") });
    }

    [Fact]
    public void Known_values_are_the_names_of_the_states_in_the_order_of_their_numbers()
    {
        Assert.Equal(["succeeded", "failed", "cancelled", "abandoned"], UsageDimension.Outcome.KnownValues);
        Assert.Equal(["complete", "partial", "estimated", "missing"], UsageDimension.Completeness.KnownValues);
        Assert.Equal(["unpriced", "listed", "derived", "fallback", "reported"], UsageDimension.CostBasis.KnownValues);
        Assert.Equal("derived", UsageDimension.CostBasis.ValueOf((long)CostBasis.Derived));
        Assert.Equal("9", UsageDimension.CostBasis.ValueOf(9));
        Assert.Empty(UsageDimension.Project.KnownValues);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void A_page_of_less_than_nothing_is_refused(int number)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new UsageQuery { Limit = number });
        Assert.Throws<ArgumentOutOfRangeException>(() => new UsageQuery { Offset = number });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TokenTracking.Storage.UsageRecordPage { Limit = number });
    }
}
