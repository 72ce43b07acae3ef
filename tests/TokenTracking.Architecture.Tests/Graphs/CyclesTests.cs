namespace TokenTracking.Architecture.Tests.Graphs;

public sealed class CyclesTests
{
    [Fact]
    public void A_knot_holds_every_node_that_can_reach_itself_through_the_others()
    {
        var graph = Graph("A>B", "B>C", "C>A", "C>D", "D>E", "E>D", "F>A", "G>G2");

        var knots = Cycles.Knots(graph);

        Assert.Equal(["A B C", "D E"], knots.Select(static knot => string.Join(' ', knot.Order(StringComparer.Ordinal))));
    }

    [Fact]
    public void A_graph_in_one_direction_has_no_knot()
        => Assert.Empty(Cycles.Knots(Graph("A>B", "B>C", "A>C", "D>C")));

    [Fact]
    public void The_shortest_way_back_is_found_in_a_knot_with_longer_ones()
    {
        var graph = Graph("A>B", "B>C", "C>D", "D>A", "D>C");

        var way = Cycles.Shortest(graph, Cycles.Knots(graph).Single());

        Assert.Equal(["C>D", "D>C"], way.Select(static arrow => arrow.Example).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Groups_join_arrows_and_lose_those_within()
    {
        var graph = Graph("a1>a2", "a1>b1", "a2>b1", "b1>c1").GroupBy(static node => node[..1]);

        Assert.Equal(["a b 2", "b c 1"], graph.Arrows.Select(static arrow => $"{arrow.From} {arrow.To} {arrow.Count}"));
    }

    private static Graph<string> Graph(params string[] arrows)
        => new([], arrows.Select(static arrow => new Arrow<string>(arrow.Split('>')[0], arrow.Split('>')[1], arrow)));
}
