using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Emitter;

internal sealed partial class DecoratorEmitter
{
    private void WriteMember(MemberModel member)
    {
        foreach (var attribute in member.Attributes)
            _writer.Line(attribute);
        switch (member.Kind)
        {
            case MemberKind.Method: WriteMethod(member); break;
            case MemberKind.Property: WriteProperty(member); break;
            default: WriteEvent(member); break;
        }
    }

    private void WriteMethod(MemberModel member)
    {
        var typeParameters = member.TypeParameters.Count == 0 ? "" : $"<{string.Join(", ", member.TypeParameters)}>";
        var forward = $"{Receiver(member)}.{member.Name}{typeParameters}({Arguments(member)})";
        _writer.Line($"{Head(member)}{typeParameters}({Declarations(member)})");
        foreach (var constraint in member.Constraints)
            _writer.Deeper(constraint);
        if (member.IsServiceLookup)
            WriteServiceLookup(member, forward);
        else if (member.Call is { } call)
            WriteTracked(member, call, forward);
        else if (member.Parameters.Any(static parameter => parameter.Child is not null))
            WriteForward(member, forward, NamesBeside(member));
        else
            _writer.Deeper($"=> {Ref(member)}{Wrapped(member, forward)};");
    }

    /// <summary>The forward, decorated where it hands out what leads to usage.</summary>
    private string Wrapped(MemberModel member, string forward) => Wrapped(member, forward, NamesBeside(member));

    private static string Wrapped(MemberModel member, string forward, UniqueNames names)
    {
        if (member.Child is not { } decorator)
            return forward;
        var children = names.Take("children");
        var decorate = Decorate(names, decorator);
        if (member.ChildrenOf is { } service)
        {
            var (list, family) = (names.Take("list"), names.Take("family"));
            decorate = $"({list}, {family}) => new global::TokenTracking.Generated.TrackedServices<{service}>({list}!, {family}, {decorate})";
        }

        return $"this._children is {{ }} {children} ? {children}.Wrap({forward}, {decorate}) : {forward}";
    }

    private static string Decorate(UniqueNames names, string decorator)
    {
        var (inner, all) = (names.Take("inner"), names.Take("all"));
        return $"({inner}, {all}) => new {decorator}({inner}!, {all})";
    }

    /// <summary>A forward whose out parameters are decorated before it returns.</summary>
    private void WriteForward(MemberModel member, string forward, UniqueNames names)
    {
        var result = names.Take("result");
        _writer.Open().Line(member.Type == "void" ? $"{forward};" : $"var {result} = {forward};");
        WriteOuts(member, names);
        if (member.Type != "void")
            _writer.Line($"return {Wrapped(member, result, names)};");
        _writer.Close();
    }

    private void WriteOuts(MemberModel member, UniqueNames names)
    {
        foreach (var parameter in member.Parameters)
        {
            if (parameter.Child is not { } decorator)
                continue;
            var children = names.Take("children");
            _writer.Line($"{parameter.Name} = this._children is {{ }} {children} ? {children}.Wrap({parameter.Name}, {Decorate(names, decorator)}) : {parameter.Name};");
        }
    }

    private UniqueNames NamesBeside(MemberModel member) => new(
        member.Parameters.Select(static parameter => parameter.Name.TrimStart('@'))
            .Concat(member.TypeParameters).Concat(_model.TypeParameters.Select(static parameter => parameter.Name)));

    private void WriteProperty(MemberModel member)
    {
        var isIndexer = member.Name == "this";
        var head = Head(member);
        var forward = isIndexer ? $"{Receiver(member)}[{Arguments(member)}]" : $"{Receiver(member)}.{member.Name}";
        _writer.Open(isIndexer ? $"{head}[{Declarations(member)}]" : head);
        if (member.HasGetter)
        {
            foreach (var attribute in member.GetterAttributes)
                _writer.Line(attribute);
            _writer.Line($"get => {Ref(member)}{Wrapped(member, forward)};");
        }

        foreach (var attribute in member.SetterAttributes)
            _writer.Line(attribute);
        WriteSetter(member, forward);
        _writer.Close();
    }

    private void WriteSetter(MemberModel member, string forward)
    {
        switch (member.Setter)
        {
            case SetterKind.Set:
                _writer.Line($"set => {forward} = {(member.Child is null ? "value" : $"{Children}.Unwrap(this._children, value)")};");
                break;
            case SetterKind.Init:
                _writer.Line($"init => {_reads.InitSetter(member)}({Receiver(member)}, {string.Concat(member.Parameters.Select(static parameter => parameter.Name + ", "))}value);");
                break;
            case SetterKind.Protected:
                _writer.Line("set => throw new global::System.NotSupportedException(\"The interface keeps this setter to itself.\");");
                break;
        }
    }

    private void WriteEvent(MemberModel member)
    {
        var forward = $"{Receiver(member)}.{member.Name}";
        _writer.Open($"{Modifiers(member)}event {member.Type} {member.DeclaringType}.{member.Name}")
            .Line($"add => {forward} += value;")
            .Line($"remove => {forward} -= value;")
            .Close();
    }

    private void WriteTracked(MemberModel member, CallModel call, string forward)
    {
        const string Runtime = "global::TokenTracking.Generated.TrackedCall";
        var names = NamesBeside(member);
        var tracker = names.Take("tracker");
        var tracked = names.Take("call");
        var result = names.Take("result");
        var exception = names.Take("exception");

        _writer.Open()
            .Line($"if (!(this._tracker is {{ IsEnabled: true }} {tracker}))");
        if (member.Parameters.Any(static parameter => parameter.Child is not null))
            WriteForward(member, forward, names);
        else
            _writer.Deeper($"return {forward};");
        _writer.Line()
            .Line($"var {tracked} = {Runtime}.Start({tracker}, {Identifiers.Literal(call.Operation)});");
        WriteRequest(call, tracked);
        _writer.Line($"{member.Type} {result};")
            .Line("try")
            .Open()
            .Line($"{result} = {forward};");
        WriteOuts(member, names);
        _writer.Close()
            .Line($"catch (global::System.Exception {exception})")
            .Open()
            .Line($"{tracked}.Fail({exception});")
            .Line("throw;")
            .Close()
            .Line();
        var binder = call.Usage is { } plan ? _reads.Usage(plan) : "null";
        if (call.Shape == CallShape.Result)
            _writer.Line($"{tracked}.Succeed({result}, {binder});").Line($"return {result};");
        else
            _writer.Line($"return {Stand(call, result, tracked, binder)};");
        _writer.Close();
    }

    /// <summary>What stands in for what the member returned: the runtime helper's answer, or a class where the signature asks for one.</summary>
    private static string Stand(CallModel call, string result, string tracked, string binder)
    {
        if (call.Shape is not (CallShape.AsyncCollection or CallShape.Collection))
            return $"{tracked}.Track({result}, {binder})";
        var prefix = call.Shape == CallShape.AsyncCollection ? "Async" : "";
        return $"{result} is null ? {result}! : new Tracked{prefix}Collection<{call.Usage!.Type}>({result}, {tracked}, {binder})";
    }

    // A decorator answers for itself where it is what is asked for; everything else is the inner object's to give.
    private void WriteServiceLookup(MemberModel member, string forward)
    {
        var (type, key) = (member.Parameters[0].Name, member.Parameters[1].Name);
        _writer.Deeper($"=> global::TokenTracking.Generated.ServiceLookup.IsAnsweredBy(this, {type}, {key}) ? this : {forward};");
    }

    private static string Head(MemberModel member) => member.IsOverride
        ? $"public override {Modifiers(member)}{member.RefPrefix}{member.Type} {member.Name}"
        : $"{Modifiers(member)}{member.RefPrefix}{member.Type} {member.DeclaringType}.{member.Name}";

    private void WriteRequest(CallModel call, string tracked)
    {
        if (_model.Provider is { } provider)
            _writer.Line($"{tracked}.Provider = {Identifiers.Literal(provider)};");
        if (_model.Client is { } client)
            _writer.Line($"{tracked}.Read(this._inner, {_reads.Request(client)});");
        foreach (var argument in call.Request)
        {
            _writer.Line(argument.Plan is { } plan
                ? $"{tracked}.Read({argument.Argument}, {_reads.Request(plan)});"
                : $"{tracked}.{argument.Property} = {argument.Argument};");
        }

        foreach (var tag in call.Tags)
            _writer.Line($"{tracked}.Tag({Identifiers.Literal(tag.Tag)}, {tag.Argument});");
    }

    private string Receiver(MemberModel member)
        => member.IsOverride ? "this._inner" : member.IsStatic ? _model.InnerTypeParameter! : $"(({member.DeclaringType})this._inner)";

    private static string Modifiers(MemberModel member) => (member.IsStatic ? "static " : "") + (member.IsUnsafe ? "unsafe " : "");

    private static string Ref(MemberModel member) => member.RefPrefix.Length > 0 ? "ref " : "";

    private static string Declarations(MemberModel member) => string.Join(", ", member.Parameters.Select(static parameter => parameter.Declaration));

    private static string Arguments(MemberModel member) => string.Join(", ", member.Parameters.Select(static parameter => parameter.Argument));
}
