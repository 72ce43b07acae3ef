namespace TokenTracking.Pricing;

/// <summary>The ids of log events of prices: 20 to 29.</summary>
internal static class PricingLogEvents
{
    public const int UnpricedModel = 20;
}
