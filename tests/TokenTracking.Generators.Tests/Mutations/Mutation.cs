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
    private const string Reads = "Emitter/ReadMethods.cs";
    private const string Signatures = "Parser/InterfaceParser.Signatures.cs";

    public static IReadOnlyList<Mutation> All { get; } =
    [
        // What the compiler sees.
        new("the cast to the declaring interface", Members, "$\"(({member.DeclaringType})this._inner)\"", "\"this._inner\"",
            SeenBy.Compiler),
        new("the explicit implementation", Members, "{member.RefPrefix}{member.Type} {member.DeclaringType}.{member.Name}\";",
            "{member.RefPrefix}{member.Type} {member.Name}\";", SeenBy.Compiler),
        new("where T : default and where T : class", Members, "_writer.Deeper(constraint);", ";", SeenBy.Compiler),
        new("the ref of a ref return", Members, "member.RefPrefix.Length > 0 ? \"ref \" : \"\"", "\"\"", SeenBy.Compiler),
        new("ref, in and out of an argument", Members, "static parameter => parameter.Argument)", "static parameter => parameter.Name)",
            SeenBy.Compiler),
        new("unsafe", Members, "(member.IsUnsafe ? \"unsafe \" : \"\")", "\"\"", SeenBy.Compiler),
        new("static of a static member", Members, "(member.IsStatic ? \"static \" : \"\")", "\"\"", SeenBy.Compiler),
        new("what attributes say of null", Members, "_writer.Line(attribute);\n        switch", ";\n        switch", SeenBy.Compiler),
        new("the constraints of the class", Emitter, "_writer.Deeper($\"where {parameter.Name} : {parameter.Constraints}\");", ";",
            SeenBy.Compiler),
        new("the pragma of an experimental member", "Emitter/GeneratedFile.cs", "writer.Line(\"#pragma warning disable \" + id);", ";",
            SeenBy.Compiler),
        new("scoped", Signatures, "? \"scoped \" : \"\"", "? \"\" : \"\"", SeenBy.Compiler),
        new("allows ref struct", Signatures, "constraints.Add(\"allows ref struct\");", ";", SeenBy.Compiler),
        new("the escape of a keyword", "Common/Identifiers.cs", "? \"@\" + name", "? name", SeenBy.Compiler),
        new("the obsolete context of an obsolete error", "Parser/InterfaceParser.Members.cs", "repeated.Prepend(Obsolete)", "repeated",
            SeenBy.Compiler),
        new("names that meet no parameter", Members, "member.Parameters.Select(static parameter => parameter.Name.TrimStart('@'))",
            "Enumerable.Empty<string>()", SeenBy.Compiler),
        new("nullable annotations", "Common/TypeNames.cs", "| SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier", "",
            SeenBy.Compiler),

        // What only the slots show.
        new("default members", "Parser/InterfaceParser.Members.cs", "!(member.IsAbstract || member.IsVirtual)", "!member.IsAbstract",
            SeenBy.Slots),

        // What only a call shows.
        new("the value of a setter", Members, "set => {forward} = {(", "set => _ = {(", SeenBy.Comparison),
        new("the removal of a handler", Members, "remove => {forward} -= value;", "remove => {forward} += value;", SeenBy.Comparison),
        new("the init accessor's own name", Reads, "Name = \\\"set_", "Name = \\\"get_", SeenBy.Comparison),
        new("the branch for tracking that is off", Members, "is {{ IsEnabled: true }} {tracker}", "is {{ }} {tracker}", SeenBy.Comparison),
        new("the exception itself", Members, ".Line(\"throw;\")", ".Line(\"throw new global::System.InvalidOperationException();\")",
            SeenBy.Comparison),
        new("the record of a call that throws", Members, "{tracked}.Fail({exception});", "_ = {exception};", SeenBy.Comparison),
        new("the record of a call that ends later", Members, "return {Stand(call, result, tracked, binder)};", "return {result};",
            SeenBy.Comparison),
        new("the record of a call that returns its result", Members, "_writer.Line($\"{tracked}.Succeed({result}, {binder});\").Line(",
            "_writer.Line(", SeenBy.Comparison),
        new("one record, not two", Members, "$\"{tracked}.Track({result}, {binder})\"",
            "$\"{tracked}.Track({tracked}.Track({result}, {binder}), {binder})\"", SeenBy.Comparison),
        new("the decorator of what is handed out", Members, "if (member.Child is not { } decorator)",
            "if (member.Child is not { } decorator || decorator.Length > 0)", SeenBy.Comparison),
        new("the decorator of what an out parameter brings", Members, "if (parameter.Child is not { } decorator)",
            "if (parameter.Child is not { } decorator || decorator.Length > 0)", SeenBy.Comparison),
        new("one decorator of one object", Members, "return $\"this._children is {{ }} {children} ? {children}.Wrap(",
            "return $\"this._children is {{ }} {children} ? new {Children}({children}.Tracker).Wrap(", SeenBy.Comparison),
    ];

    public override string ToString() => Name;
}
