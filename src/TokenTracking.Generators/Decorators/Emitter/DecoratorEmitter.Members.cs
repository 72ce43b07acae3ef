using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Emitter;

/// <summary>The slots: what is not a call is passed on.</summary>
internal sealed partial class DecoratorEmitter
{
    private void WriteMember(MemberModel member)
    {
        if (NoteOf(member) is { } note)
            _writer.Line("// " + note);
        WriteAttributes(member);
        switch (member.Kind)
        {
            case MemberKind.Method: WriteMethod(member); break;
            case MemberKind.Property: WriteProperty(member); break;
            default: WriteEvent(member); break;
        }
    }

    /// <summary>Why a member that looks like a call is not recorded; null if it is recorded, or plainly is no call.</summary>
    private static string? NoteOf(MemberModel member) => member switch
    {
        { Role: MemberRole.Uncounted } => "Not recorded: its usage is out of reach (TT0013).",
        { Call.IsLookUp: true } => "Not a call: what it returns was billed when it was created. Usage that came later is recorded here.",
        { Role: MemberRole.Unbilled, Refusal: { } reason } => "Not recorded: " + reason,
        { Role: MemberRole.CountedMissing } => "Recorded without usage: its result states none.",
        _ => null,
    };

    private void WriteAttributes(MemberModel member)
    {
        if (member.IsObsolete)
            _writer.Line(Signature.Obsolete);
        foreach (var attribute in member.Attributes)
            _writer.Line(Signature.Attribute(attribute));
    }

    private void WriteMethod(MemberModel member)
    {
        var forward = Forward(member);
        _writer.Line($"{Head(member)}{Signature.TypeParameters(member.TypeParameters)}({Signature.Declarations(member)})");
        foreach (var constraint in Signature.Constraints(member))
            _writer.Deeper(constraint);
        if (member.IsServiceLookup)
            WriteServiceLookup(member, forward);
        else if (member.Call is { IsLookUp: true } lookUp)
            _writer.Deeper($"=> {Runtime.TrackedLookUp}.Read({forward}{NotNull(member)}, this._tracker, "
                + $"{Identifiers.Literal(lookUp.Operation)}, {Binder(lookUp)});");
        else if (member.Call is { } call)
            WriteTracked(member, call, forward);
        else if (member.Parameters.Any(static parameter => parameter.IsReplaced))
            WriteForward(member, forward, NamesBeside(member));
        else
            _writer.Deeper($"=> {Ref(member)}{Wrapped(member, forward)};");
    }

    /// <summary>The call of the inner object's method.</summary>
    private string Forward(MemberModel member)
    {
        var (types, arguments) = (Signature.TypeParameters(member.TypeParameters), Signature.Arguments(member));
        if (!member.IsOutranked)
            return $"{Receiver(member)}.{member.Name}{types}({arguments})";
        var accessor = _slotAccessors.Of(member, NamesBeside(member).Take("inner"));
        return $"{accessor}{types}({Receiver(member)}{(arguments.Length > 0 ? ", " : "")}{arguments})";
    }

    private void WriteProperty(MemberModel member)
    {
        var isIndexer = member.Name == "this";
        var head = Head(member);
        var forward = isIndexer
            ? $"{Receiver(member)}[{Signature.Arguments(member)}]"
            : $"{Receiver(member)}.{member.Name}";
        var declaration = isIndexer ? $"{head}[{Signature.Declarations(member)}]" : head;
        if (member is { HasGetter: true, Setter: SetterKind.None, GetterAttributes.Count: 0, SetterAttributes.Count: 0 })
        {
            _writer.Line($"{declaration} => {Ref(member)}{Wrapped(member, forward)};");
            return;
        }

        _writer.Open(declaration);
        if (member.HasGetter)
        {
            foreach (var attribute in member.GetterAttributes)
                _writer.Line(Signature.Attribute(attribute));
            _writer.Line($"get => {Ref(member)}{Wrapped(member, forward)};");
        }

        foreach (var attribute in member.SetterAttributes)
            _writer.Line(Signature.Attribute(attribute));
        WriteSetter(member, forward);
        _writer.Close();
    }

    private void WriteSetter(MemberModel member, string forward)
    {
        switch (member.Setter)
        {
            case SetterKind.Set:
                var isNullable = member.SetterAttributes.Any(static attribute => attribute.Target == "param");
                _writer.Line($"set => {forward} = {(member.Child is null ? "value" : Unwrapped("value"))}{(isNullable ? "!" : "")};");
                break;
            case SetterKind.Init:
                var indexes = string.Concat(member.Parameters.Select(static parameter => parameter.Name + ", "));
                var accessor = _initSetters.Of(member, NamesBeside(member).Take("inner"));
                var initial = member.Child is null ? "value" : Unwrapped("value");
                _writer.Line($"init => {accessor}({Receiver(member)}, {indexes}{initial});");
                break;
            case SetterKind.Protected:
                _writer.Line("set => throw new global::System.NotSupportedException(\"The interface's setter is protected.\");");
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

    // A decorator answers for itself if it is what is asked for; everything else is for the inner object to answer.
    private void WriteServiceLookup(MemberModel member, string forward)
    {
        var (type, key) = (member.Parameters[0].Name, member.Parameters[1].Name);
        _writer.Deeper($"=> {Runtime.ServiceLookup}.IsAnsweredBy(this, {type}, {key}) ? this : {forward};");
    }

    private static string Head(MemberModel member) => member.IsOverride
        ? $"public override {Modifiers(member)}{Signature.Returns(member)}{member.Type} {member.Name}"
        : $"{Modifiers(member)}{Signature.Returns(member)}{member.Type} {member.DeclaringType}.{member.Name}";

    private string Receiver(MemberModel member)
        => member.IsOverride ? "this._inner" : member.IsStatic ? _model.InnerTypeParameter! : $"(({member.DeclaringType})this._inner)";

    private static string Modifiers(MemberModel member) => (member.IsStatic ? "static " : "") + (member.IsUnsafe ? "unsafe " : "");

    private static string Ref(MemberModel member) => member.Returns != ReturnKind.Value ? "ref " : "";

    /// <summary>Names for locals that meet no parameter of the member.</summary>
    private UniqueNames NamesBeside(MemberModel member) => new(
        member.Parameters.Select(static parameter => parameter.Name.TrimStart('@'))
            .Concat(member.Parameters.Select(static parameter => parameter.Copy).OfType<string>())
            .Concat(member.TypeParameters.Concat(_model.TypeParameters).Select(static parameter => parameter.Name)));
}
