namespace TokenTracking.Generators.Tests.Mutations;

/// <summary>What sees that a rule is lost.</summary>
public enum SeenBy
{
    /// <summary>Generated code no longer compiles, or warns.</summary>
    Compiler,

    /// <summary>A slot of a decorator falls through to the interface.</summary>
    Slots,

    /// <summary>A decorator behaves otherwise than what it decorates, or records otherwise than the rules say.</summary>
    Comparison,
}

/// <summary>A rule of the generator, and the edit of its source that loses it.</summary>
/// <param name="Name">What the rule is.</param>
/// <param name="File">The source file, by its end.</param>
/// <param name="Rule">The code of the rule; it occurs once.</param>
/// <param name="Without">What stands there without it.</param>
/// <param name="SeenBy">What sees the loss.</param>
public sealed record Mutation(string Name, string File, string Rule, string Without, SeenBy SeenBy)
{
    private const string Members = "Emitter/DecoratorEmitter.Members.cs";
    private const string Emitter = "Emitter/DecoratorEmitter.cs";
    private const string Calls = "Emitter/DecoratorEmitter.Calls.cs";
    private const string Services = "Emitter/DecoratorEmitter.Services.cs";
    private const string Signature = "Emitter/Signature.cs";

    public static IReadOnlyList<Mutation> All { get; } =
    [
        // What the compiler sees.
        new("the cast to the declaring interface", Members,
            "$\"(({member.DeclaringType})this._inner)\"", "\"this._inner\"", SeenBy.Compiler),
        new("the explicit implementation", Members,
            "{Signature.Returns(member)}{member.Type} {member.DeclaringType}.{member.Name}\";",
            "{Signature.Returns(member)}{member.Type} {member.Name}\";", SeenBy.Compiler),
        new("where T : default and where T : class", Members, "_writer.Deeper(constraint);", ";", SeenBy.Compiler),
        new("the ref of a ref return", Members, "member.Returns != ReturnKind.Value ? \"ref \" : \"\"", "\"\"", SeenBy.Compiler),
        new("ref, in and out of an argument", Signature,
            "return Modifier(modifier) + parameter.Name;", "return parameter.Name;", SeenBy.Compiler),
        new("unsafe", Members, "(member.IsUnsafe ? \"unsafe \" : \"\")", "\"\"", SeenBy.Compiler),
        new("static of a static member", Members, "(member.IsStatic ? \"static \" : \"\")", "\"\"", SeenBy.Compiler),
        new("what attributes say of null", Members,
            "_writer.Line(Signature.Attribute(attribute));\n    }\n\n    private void WriteMethod",
            ";\n    }\n\n    private void WriteMethod", SeenBy.Compiler),
        new("the constraints of the class", Emitter, "_writer.Deeper(constraint);", ";", SeenBy.Compiler),
        new("the constraints of a held call", Calls, "_writer.Deeper(constraint);", ";", SeenBy.Compiler),
        new("the pragma of an experimental member", "Emitter/GeneratedFile.cs",
            "writer.Line(\"#pragma warning disable \" + id);", ";", SeenBy.Compiler),
        new("scoped", Signature, "parameter.IsScoped ? \"scoped \" : \"\"", "\"\"", SeenBy.Compiler),
        new("allows ref struct", Signature, "yield return \"allows ref struct\";", ";", SeenBy.Compiler),
        new("the escape of a keyword", "Common/Identifiers.cs", "? \"@\" + name", "? name", SeenBy.Compiler),
        new("the obsolete context of an obsolete error", "Parser/InterfaceParser.Members.cs",
            "return isError || (", "return (", SeenBy.Compiler),
        new("names that meet no parameter", Members,
            "member.Parameters.Select(static parameter => parameter.Name.TrimStart('@'))", "Enumerable.Empty<string>()", SeenBy.Compiler),
        new("nullable annotations", "Common/TypeNames.cs",
            "| SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier", "", SeenBy.Compiler),
        new("parameters that cannot be captured", "Parser/InterfaceParser.Calls.cs",
            "=> parameter.RefKind == RefKind.None && parameter.Type is { IsRefLikeType: false }",
            "=> parameter.Type is not null", SeenBy.Compiler),

        // What only the slots show.
        new("default members", "Parser/InterfaceParser.Slots.cs",
            "!(member.IsAbstract || member.IsVirtual)", "!member.IsAbstract", SeenBy.Slots),

        // What only a call shows.
        new("the value of a setter", Members, "set => {forward} = {(", "set => _ = {(", SeenBy.Comparison),
        new("the removal of a handler", Members, "remove => {forward} -= value;", "remove => {forward} += value;", SeenBy.Comparison),
        new("the init accessor's own name", "Emitter/InitSetters.cs",
            "member.InitAccessor!", "member.InitAccessor!.Replace(\"set_\", \"get_\")", SeenBy.Comparison),
        new("the branch for tracking that is off", Calls, "is {{ IsEnabled: true }} {tracker}", "is {{ }} {tracker}", SeenBy.Comparison),
        new("the exception itself", Calls,
            "throw; }}\"", "throw new global::System.InvalidOperationException(); }}\"", SeenBy.Comparison),
        new("the record of a call that throws", Calls, "{tracked}.Fail({exception});", "_ = {exception};", SeenBy.Comparison),
        new("the record of a call that ends later", Calls,
            "return {Stand(member, call, result, tracked, binder)};", "return {result};", SeenBy.Comparison),
        new("the record of a call that returns its result", Calls,
            "_writer.Line($\"{tracked}.Succeed({result}, {binder});\").Line(", "_writer.Line(", SeenBy.Comparison),
        new("one record, not two", Calls,
            "$\"{tracked}.Track({result}{NotNull(member)}, {binder})\"",
            "$\"{tracked}.Track({tracked}.Track({result}, {binder}), {binder})\"", SeenBy.Comparison),
        new("the decorator of a service", Services,
            "if (member.Child is not { } decorator)", "if (member.Child is not { } decorator || decorator.Length > 0)", SeenBy.Comparison),
        new("the decorator of a service in an out parameter", Services,
            "if (parameter.Child is not { } decorator)", "if (parameter.Child is not { } decorator || decorator.Length > 0)",
            SeenBy.Comparison),
        new("one decorator of one object", Services,
            "return $\"this._children is {{ }} {children} ? {children}.Wrap(",
            "return $\"this._children is {{ }} {children} ? new {Runtime.TrackedChildren}({children}.Tracker).Wrap(", SeenBy.Comparison),
    ];

    public override string ToString() => Name;
}
