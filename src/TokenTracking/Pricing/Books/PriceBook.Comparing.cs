using TokenTracking.Pricing;
using TokenTracking.Pricing.Changes;

namespace TokenTracking;

public sealed partial class PriceBook
{
    /// <summary>What another book has otherwise, model by model and alias by alias, by the prices in force at an instant.</summary>
    /// <param name="other">The other book.</param>
    /// <param name="at">The instant.</param>
    /// <returns>The differences, by provider and name.</returns>
    public IReadOnlyList<PriceChange> Diff(PriceBook other, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(other);
        var changes = new List<PriceChange>();
        foreach (var provider in Providers.Union(other.Providers, StringComparer.Ordinal))
        {
            var (ours, theirs) = (_shelves.Value.Find(provider), other._shelves.Value.Find(provider));
            IEnumerable<string> names = (ours?.Names ?? []).Union(theirs?.Names ?? [], StringComparer.Ordinal)
                .Order(StringComparer.Ordinal);
            foreach (var name in names)
            {
                var (before, after) = (ours?.FindExact(name), theirs?.FindExact(name));
                if (before is null)
                    changes.Add(new PriceChange(PriceChangeKind.Added, provider, name, null, after!.At(at)));
                else if (after is null)
                    changes.Add(new PriceChange(PriceChangeKind.Removed, provider, name, before.At(at), null));
                else if (!PriceTimeline.SameListed(PriceTimeline.InForce(before, at), PriceTimeline.InForce(after, at), strict: true))
                    changes.Add(new PriceChange(PriceChangeKind.Repriced, provider, name, before.At(at), after.At(at)));
            }
        }

        return changes;
    }

    /// <summary>This book brought up to a newer list. What the list prices otherwise gets a new row from today on: rows that were in force
    /// before stay, so that no past call is ever priced again. Models that the list no longer has stay as well.</summary>
    /// <param name="newer">The newer list.</param>
    /// <param name="today">The day (UTC) of the change.</param>
    /// <param name="changes">What was added, repriced, or is no longer in a list that this book took the model from.</param>
    /// <returns>A new book.</returns>
    public PriceBook Update(PriceBook newer, DateOnly today, out IReadOnlyList<PriceChange> changes)
    {
        ArgumentNullException.ThrowIfNull(newer);
        var timeline = new PriceTimeline(today);
        var providers = CopyShelves();
        foreach (var prices in newer._shelves.Value.All)
        {
            if (!providers.TryGetValue(prices.Name, out var provider))
                providers[prices.Name] = provider = prices.CopyEmpty();
            timeline.Update(provider, prices);
        }

        changes = timeline.Changes;
        var updated = new PriceBook("", [.. providers.Values]);
        return new PriceBook(PriceTimeline.IdOf(today, updated.ToTable()), [.. providers.Values]);
    }
}
