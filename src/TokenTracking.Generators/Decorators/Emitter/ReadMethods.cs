using TokenTracking.Generators.Binding.Model;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Emitter;

/// <summary>The reading methods of a decorator: one for each plan, however many members use it.</summary>
/// <param name="names">The names of the decorator's private members.</param>
internal sealed class ReadMethods(UniqueNames names)
{
    private readonly Dictionary<(ReadPlan Plan, bool IsUsage), (string Field, string Method)> _plans = [];
    private readonly List<(ReadPlan Plan, bool IsUsage)> _order = [];

    /// <summary>The delegate that reads a result or item.</summary>
    public string Usage(ReadPlan plan) => IsOwnResult(plan) ? Runtime.OwnUsage : Get(plan, isUsage: true);

    /// <summary>The delegate that reads an argument or the client.</summary>
    public string Request(ReadPlan plan) => Get(plan, isUsage: false);

    public void Write(SourceWriter writer)
    {
        foreach (var key in _order)
            Write(writer, key.Plan, key.IsUsage, _plans[key]);
    }

    // Read as a whole, and not by an extractor of the user's.
    private static bool IsOwnResult(ReadPlan plan)
        => plan is
        {
            Type: Runtime.LlmResult or Runtime.LlmResult + "?",
            Body: { Kind: ReadScopeKind.Value, Path.Steps.Count: 0, Children.Count: 0, Reads: { Count: 1 } reads },
        }
        && reads[0] is UsageRead { IsAdded: false, IsRefined: false };

    private string Get(ReadPlan plan, bool isUsage)
    {
        if (!_plans.TryGetValue((plan, isUsage), out var method))
        {
            method = (names.Take(plan.Name + (isUsage ? "Usage" : "Details")), names.Take("Read" + plan.Name));
            _plans.Add((plan, isUsage), method);
            _order.Add((plan, isUsage));
        }

        // A field cannot be generic: if the type is the method's own, the method itself is the delegate.
        return plan.TypeParameters.Count == 0 ? method.Field : method.Method + Signature.TypeParameters(plan.TypeParameters);
    }

    private static void Write(SourceWriter writer, ReadPlan plan, bool isUsage, (string Field, string Method) names)
    {
        var (source, target, targetType, binder) = isUsage
            ? ("result", "reading", Runtime.UsageReading, Runtime.UsageBinder)
            : ("source", "call", Runtime.TrackedCall, Runtime.RequestBinder);
        writer.Line();
        if (plan.TypeParameters.Count == 0)
            writer.Line($"private static readonly {binder}<{plan.Type}> {names.Field} = {names.Method};").Line();
        var typeParameters = Signature.TypeParameters(plan.TypeParameters);
        writer.Line($"private static void {names.Method}{typeParameters}({plan.Type} {source}, ref {targetType} {target})");
        foreach (var constraint in Signature.Constraints(plan.TypeParameters))
            writer.Deeper(constraint);
        writer.Open();
        new ReadPrinter(writer, source, target).Print(plan.Body);
        writer.Close();
    }
}
