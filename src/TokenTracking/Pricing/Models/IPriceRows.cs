namespace TokenTracking.Pricing.Models;

/// <summary>Has the rows of models, and makes them when a model is first asked for: of thousands of models, a process uses a few.</summary>
internal interface IPriceRows
{
    /// <summary>Reads the rows of a model.</summary>
    /// <param name="position">Where they begin.</param>
    PriceRow[] ReadRows(int position);
}
