
namespace TokenTracking.Generated;

// Our own results are read from where they lie: a property hands out a copy, and the counts are the largest part of a result.
public partial struct UsageReading
{
    /// <summary>Takes all that a result says; its counts replace those before.</summary>
    /// <param name="result">The result.</param>
    public void Replace(LlmResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        Replace(in result.UsageInPlace, result.Completeness);
        Take(result);
    }

    /// <summary>Takes all that a result says; its counts come on top of those before.</summary>
    /// <param name="result">The result.</param>
    public void Add(LlmResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        Add(in result.UsageInPlace);
        Take(result);
    }

    /// <summary>Takes all that an update says; its counts replace those before.</summary>
    /// <param name="update">The update.</param>
    public void Replace(LlmStreamUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        Replace(in update.UsageInPlace, update.Completeness);
        Take(update);
    }

    /// <summary>Takes all that an update says; its counts come on top of those before.</summary>
    /// <param name="update">The update.</param>
    public void Add(LlmStreamUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        Add(in update.UsageInPlace);
        Take(update);
    }

    private void Take(LlmResult result)
    {
        Model = result.Model;
        Provider = result.Provider;
        ResponseId = result.ResponseId;
        ServiceTier = result.ServiceTier;
        Speed = result.Speed;
        Geo = result.Geo;
        ReportedCost = result.ReportedCost;
        RawUsage = result.RawUsage;
        Parts = result.Parts;
        AddOutputCharacters(result.Text?.Length);
    }

    private void Take(LlmStreamUpdate update)
    {
        Model = update.Model;
        Provider = update.Provider;
        ResponseId = update.ResponseId;
        ServiceTier = update.ServiceTier;
        Speed = update.Speed;
        Geo = update.Geo;
        ReportedCost = update.ReportedCost;
        RawUsage = update.RawUsage;
        Parts = update.Parts;
        AddOutputCharacters(update.Text?.Length);
    }
}
