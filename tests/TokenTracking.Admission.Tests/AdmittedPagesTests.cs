using TokenTracking.Generated;
using TokenTracking.Testing;

namespace TokenTracking.Admission.Tests;

/// <summary>The pages of System.ClientModel's streams: each is a request.</summary>
public sealed class AdmittedPagesTests
{
    private readonly AdmittingTracker _tracker = new(new ManualTimeProvider());
    private int _requests;

    [Fact]
    public async Task An_asynchronous_page_that_is_refused_is_not_requested()
    {
        _tracker.Decide = static _ => ValueTask.FromException(new InvalidOperationException());

        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var page in Pages().Pages(Requested()))
                Assert.Fail(page);
        });

        Assert.Equal((0, 0), (_requests, _tracker.Records.Count));
    }

    [Fact]
    public void A_page_that_is_refused_is_not_requested()
    {
        _tracker.Decide = static _ => ValueTask.FromException(new InvalidOperationException());

        Assert.Throws<InvalidOperationException>(() => Pages().Pages(RequestedNow()).Count());

        Assert.Equal((0, 0), (_requests, _tracker.Records.Count));
    }

    [Fact]
    public async Task The_items_of_a_page_are_not_asked_for_once_more()
    {
        var pages = Pages();
        await foreach (var page in pages.Pages(Requested()))
            Assert.Equal(3, pages.Items(page, [1, 2, 3]).Count());

        Assert.Equal(1, _requests);
        Assert.Single(_tracker.Records);
        // Whether there is a further page is known once it has been asked for.
        Assert.Equal(2, _tracker.Asked.Count);
    }

    private TrackedPages<string, int> Pages() => new(TrackedCall.Start(_tracker, "list"), null);

    private async IAsyncEnumerable<string> Requested()
    {
        _requests++;
        await Task.CompletedTask;
        yield return "page";
    }

    private IEnumerable<string> RequestedNow()
    {
        _requests++;
        yield return "page";
    }
}
