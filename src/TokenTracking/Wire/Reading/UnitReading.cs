using TokenTracking.Wire.Dialects;
using TokenTracking.Wire.Facts;

namespace TokenTracking.Wire.Reading;

/// <summary>What a response says was used besides tokens.</summary>
internal static class UnitReading
{
    /// <summary>The units with a quantity above 0; null if there are none. An invalid quantity is kept in the raw usage only.</summary>
    public static UsageUnit[]? Take(CompiledDialect dialect, WireFacts facts, ref UsageAssembly assembly)
    {
        if (!facts.HasAny(dialect.UnitSlots))
            return null;
        List<UsageUnit>? units = null;
        foreach (var (unit, slots) in dialect.Units)
            Add(unit, slots, facts, ref units, ref assembly);
        if (Array.Exists(dialect.ImageSigns, facts.Has))
            Add("images", dialect[CountKind.Images].Slots, facts, ref units, ref assembly);
        return units?.ToArray();
    }

    private static void Add(string unit, int[] slots, WireFacts facts, ref List<UsageUnit>? units, ref UsageAssembly assembly)
    {
        foreach (var slot in slots)
        {
            var fact = facts.Count(slot, lastObjectOnly: false);
            if (fact.State == CountState.None)
                continue;
            var money = facts.Money(slot);
            var found = new UsageUnit(unit, money == 0m && fact.State != CountState.Odd ? fact.Value : money);
            if (found.IsPossible)
                (units ??= []).Add(found);
            else if (found.Quantity != 0m || fact.State == CountState.Odd)
                assembly.Estimate($"the number of {unit} is negative, too large or no number: it is not used");
            return;
        }
    }
}
