using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Emitter;

/// <summary>The reading methods of a decorator: one for each plan, however many members use it.</summary>
internal sealed class ReadMethods(InterfaceModel model)
{
    private readonly UniqueNames _names = new(
        model.TypeParameters.Select(static parameter => parameter.Name).Append(model.InnerTypeParameter ?? "").Append(model.Decorator)
            .Concat(["_inner", "_tracker", "_disposesInner"]));

    private readonly Dictionary<(ReadPlan Plan, bool IsUsage), (string Field, string Method)> _plans = [];
    private readonly List<(ReadPlan Plan, bool IsUsage)> _order = [];
    private readonly List<(MemberModel Member, string Method)> _initSetters = [];

    /// <summary>The delegate that reads a result or item.</summary>
    public string Usage(ReadPlan plan) => Get(plan, isUsage: true);

    /// <summary>The delegate that reads an argument or the client.</summary>
    public string Request(ReadPlan plan) => Get(plan, isUsage: false);

    /// <summary>The method that calls an init accessor.</summary>
    public string InitSetter(MemberModel member)
    {
        var method = _names.Take("Init" + member.Name.TrimStart('@'));
        _initSetters.Add((member, method));
        return method;
    }

    public void Write(SourceWriter writer)
    {
        foreach (var key in _order)
            Write(writer, key.Plan, key.IsUsage, _plans[key]);
        foreach (var (member, method) in _initSetters)
            WriteInitSetter(writer, member, method);
    }

    private string Get(ReadPlan plan, bool isUsage)
    {
        if (!_plans.TryGetValue((plan, isUsage), out var names))
        {
            names = (_names.Take(plan.Name + (isUsage ? "Usage" : "Details")), _names.Take("Read" + plan.Name));
            _plans.Add((plan, isUsage), names);
            _order.Add((plan, isUsage));
        }

        // A field cannot be generic: where the type is the method's own, the method itself is the delegate.
        return plan.TypeParameters.Count == 0 ? names.Field : $"{names.Method}<{string.Join(", ", plan.TypeParameters)}>";
    }

    private static void Write(SourceWriter writer, ReadPlan plan, bool isUsage, (string Field, string Method) names)
    {
        var (source, target, targetType, binder) = isUsage
            ? ("result", "reading", "UsageReading", "UsageBinder")
            : ("source", "call", "TrackedCall", "RequestBinder");
        writer.Line();
        if (plan.TypeParameters.Count == 0)
            writer.Line($"private static readonly global::TokenTracking.Generated.{binder}<{plan.Type}> {names.Field} = {names.Method};").Line();
        var typeParameters = plan.TypeParameters.Count == 0 ? "" : $"<{string.Join(", ", plan.TypeParameters)}>";
        writer.Line($"private static void {names.Method}{typeParameters}({plan.Type} {source}, ref global::TokenTracking.Generated.{targetType} {target})");
        foreach (var constraint in plan.Constraints)
            writer.Deeper(constraint);
        writer.Open();
        Write(writer, plan.Body);
        writer.Close();
    }

    private static void Write(SourceWriter writer, ReadScope scope)
    {
        writer.Open(scope.Kind switch
        {
            ReadScopeKind.Case => $"if ({scope.Expression} is {scope.Type} {scope.Local})",
            ReadScopeKind.Each => $"foreach (var {scope.Local} in {scope.Expression})",
            _ => $"if ({scope.Expression} is {{ }} {scope.Local})",
        });
        foreach (var statement in scope.Statements)
            writer.Line(statement);
        foreach (var child in scope.Children)
            Write(writer, child);
        writer.Close();
    }

    /// <remarks>An init accessor is an ordinary method to the runtime; only the compiler keeps it to initializers.</remarks>
    private static void WriteInitSetter(SourceWriter writer, MemberModel member, string method) => writer
        .Line()
        .Line($"[global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Method, Name = \"set_{(member.Name == "this" ? "Item" : member.Name.TrimStart('@'))}\")]")
        .Line($"private static extern void {method}({member.DeclaringType} inner, {string.Concat(member.Parameters.Select(static parameter => parameter.Declaration + ", "))}{member.Type} value);");
}
