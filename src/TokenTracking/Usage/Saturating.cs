namespace TokenTracking.Usage;

/// <summary>Arithmetic of sums that stop at the largest value instead of overflowing: a wrong record must not make a report fail, and a sum
/// at its limit can be shown as such.</summary>
internal static class Saturating
{
    /// <summary>The sum of two counts, or the nearest value that a count can have.</summary>
    public static long Add(long left, long right)
    {
        var sum = unchecked(left + right);
        // An overflow is the only way to a sum whose sign differs from that of both.
        return ((left ^ sum) & (right ^ sum)) < 0 ? (left < 0 ? long.MinValue : long.MaxValue) : sum;
    }

    /// <summary>The sum of two amounts, or the nearest value that an amount can have.</summary>
    public static decimal Add(decimal left, decimal right)
    {
        if (right > 0 ? left > decimal.MaxValue - right : left < decimal.MinValue - right)
            return right > 0 ? decimal.MaxValue : decimal.MinValue;
        return left + right;
    }

    /// <summary>The difference of two amounts, or the nearest value that an amount can have.</summary>
    public static decimal Subtract(decimal left, decimal right) => Add(left, -right);

    /// <summary>The sum of amounts, or the nearest value that an amount can have.</summary>
    public static decimal Sum(IEnumerable<decimal> amounts) => amounts.Aggregate(0m, Add);

    /// <summary>The sum of counts, or the nearest value that a count can have.</summary>
    public static long Sum(IEnumerable<long> counts) => counts.Aggregate(0L, Add);

    /// <summary>A time later by a duration, which may be negative, or the nearest time that there is.</summary>
    public static DateTimeOffset Add(DateTimeOffset time, TimeSpan duration)
        => new(Math.Clamp(Add(time.UtcTicks, duration.Ticks), DateTimeOffset.MinValue.Ticks, DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);

    /// <summary>The product of an amount and a factor, or the nearest value that an amount can have.</summary>
    public static decimal Multiply(decimal amount, decimal factor)
    {
        try
        {
            return amount * factor;
        }
        catch (OverflowException)
        {
            return decimal.IsNegative(amount) == decimal.IsNegative(factor) ? decimal.MaxValue : decimal.MinValue;
        }
    }

    /// <summary>The quotient of an amount and a divisor other than 0, or the nearest value that an amount can have.</summary>
    public static decimal Divide(decimal amount, decimal divisor)
    {
        try
        {
            return amount / divisor;
        }
        catch (OverflowException)
        {
            return decimal.IsNegative(amount) == decimal.IsNegative(divisor) ? decimal.MaxValue : decimal.MinValue;
        }
    }
}
