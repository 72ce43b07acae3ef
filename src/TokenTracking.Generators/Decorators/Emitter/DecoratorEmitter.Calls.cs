using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Emitter;

/// <summary>The members that are calls.</summary>
internal sealed partial class DecoratorEmitter
{
    private void WriteTracked(MemberModel member, CallModel call, string forward)
    {
        var names = NamesBeside(member);
        var tracker = names.Take("tracker");
        var tracked = names.Take("call");
        var result = names.Take("result");
        var exception = names.Take("exception");

        _writer.Open()
            .Line($"if (!(this._tracker is {{ IsEnabled: true }} {tracker}))");
        if (member.Parameters.Any(static parameter => parameter.IsReplaced))
            WriteForward(member, forward, names);
        else if (member.Type == "void")
            _writer.Open().Line($"{forward};").Line("return;").Close();
        else
            _writer.Deeper($"return {forward};");
        _writer.Line($"var {tracked} = {Runtime.TrackedCall}.Start({tracker}, {Identifiers.Literal(call.Operation)});");
        WriteRequest(call, tracked);
        var held = WriteStep(member, call, tracked);
        var binder = Binder(call);
        if (call.Conversation is not null)
        {
            var reader = names.Take("reader");
            _writer.Line($"var {reader} = {binder};");
            binder = reader;
        }

        if (member.Type != "void")
            _writer.Line($"{member.Type} {result};");
        var made = member.Type == "void" ? $"{forward};" : $"{result} = {forward}{MaybeNull(member.Attributes)};";
        if (member.Parameters.Any(static parameter => parameter.IsReplaced))
        {
            _writer.Open("try").Line(made);
            WriteOuts(member, names);
            _writer.Close();
        }
        else
        {
            _writer.Line($"try {{ {made} }}");
        }

        _writer.Line($"catch (global::System.Exception {exception}) {{ {tracked}.Fail({exception}); throw; }}");
        if (call.UsageArgument is { } argument)
        {
            var isNull = MaybeNull(member.Parameters.First(parameter => parameter.Name == argument).Attributes);
            _writer.Line($"{tracked}.Succeed({argument}{isNull}, {binder});");
            if (member.Type != "void")
                _writer.Line($"return {result};");
        }
        else if (call.Shape == CallShape.Result)
            _writer.Line($"{tracked}.Succeed({result}, {binder});").Line($"return {result};");
        else
            _writer.Line($"return {Stand(member, call, result, tracked, binder)};");
        _writer.Close();
        if (held is not null)
            WriteHeld(member, call, held, forward);
    }

    private string Binder(CallModel call) => call switch
    {
        { Usage: null } => "null",
        { Usage: { } plan, Conversation: { } conversation, Shape: CallShape.AsyncStream }
            => $"{Runtime.TrackedRounds}.During<{conversation.Plan.Type}, {plan.Type}>({conversation.Argument}, {_reads.Usage(plan)})",
        { Usage: { } plan, Conversation: { } conversation } => $"{Runtime.TrackedRounds}.After<{conversation.Plan.Type}, {plan.Type}>("
            + $"{conversation.Argument}, {_reads.Usage(conversation.Plan)}, {_reads.Usage(plan)})",
        { Usage: { } plan } => _reads.Usage(plan),
    };

    /// <summary>What is returned in place of what the member returned: the runtime helper's answer, or a class if the signature asks for
    /// one.</summary>
    private static string Stand(MemberModel member, CallModel call, string result, string tracked, string binder)
    {
        if (call.ResponseStream is { } stream)
        {
            return $"{tracked}.TrackResponse<{stream}, {call.Usage!.Type}>({result}{NotNull(member)}, "
                + $"(response, items) => {stream}.{ResponseStreamMembers.Factory}("
                + $"response.{ResponseStreamMembers.Response}(), _ => items), {binder})";
        }

        if (call.Shape is not (CallShape.AsyncCollection or CallShape.Collection))
            return $"{tracked}.Track({result}{NotNull(member)}, {binder})";
        var prefix = call.Shape == CallShape.AsyncCollection ? "Async" : "";
        return $"{result} is null ? {result}! : new Tracked{prefix}Collection<{call.Usage!.Type}>({result}, {tracked}, {binder})";
    }

    private void WriteRequest(CallModel call, string tracked)
    {
        // The later takes precedence: what the SDK's types suggest, what the client says, what the user says.
        if (call.ImpliedProvider is { } implied && _model is { Provider: null, StatesProvider: false })
            _writer.Line($"{tracked}.Provider = {Identifiers.Literal(implied)};");
        if (_model.Client is { } client)
            _writer.Line($"{tracked}.Read(this._inner, {_reads.Request(client)});");
        if (_model.Provider is { } provider)
            _writer.Line($"{tracked}.Provider = {Identifiers.Literal(provider)};");
        foreach (var argument in call.Request)
        {
            _writer.Line(argument.Plan is { } plan
                ? $"{tracked}.Read({argument.Argument}, {_reads.Request(plan)});"
                : $"{tracked}.{argument.Fact} = {argument.Argument};");
        }

        foreach (var tag in call.Tags)
            _writer.Line($"{tracked}.Tag({Identifiers.Literal(tag.Tag)}, {tag.Argument});");
    }

    /// <summary>The step before the call, for when calls are held until they are admitted.</summary>
    /// <returns>The method that makes the call later; null if there is none.</returns>
    /// <remarks>The slow part is a separate method, since a closure here would cost time at every call.</remarks>
    private string? WriteStep(MemberModel member, CallModel call, string tracked)
    {
        if (call.Admission == Admission.OnEnumeration)
        {
            _writer.Line($"{tracked}.Enter();");
            return null;
        }

        _writer.Line($"if ({tracked}.Enter())");
        if (call.Admission == Admission.Immediate)
        {
            _writer.Deeper($"{tracked}.Admit();");
            return null;
        }

        var held = _names.Take(member.Name.TrimStart('@') + "Held");
        var arguments = string.Concat(member.Parameters.Select(static parameter => ", " + parameter.Name));
        _writer.Deeper($"return this.{held}{Signature.TypeParameters(member.TypeParameters)}(in {tracked}{arguments});");
        return held;
    }

    private void WriteHeld(MemberModel member, CallModel call, string held, string forward)
    {
        var tracked = NamesBeside(member).Take("call");
        var parameters = string.Concat(member.Parameters.Select(static parameter => ", " + Signature.Declaration(parameter)));
        var cancellation = call.Cancellation is { } token ? ", " + token : "";
        _writer.Line();
        WriteAttributes(member);
        _writer.Line($"private {member.Type} {held}{Signature.TypeParameters(member.TypeParameters)}"
            + $"(in {Runtime.TrackedCall} {tracked}{parameters})");
        foreach (var constraint in Signature.Constraints(member.TypeParameters))
            _writer.Deeper(constraint);
        _writer.Deeper($"=> {tracked}.Hold(() => {forward}{NotNull(member)}, {Binder(call)}{cancellation});");
    }

    // An attribute, and not the type, may say that there is null.
    private static string MaybeNull(EquatableArray<AttributeModel> attributes)
        => attributes.Any(static attribute => attribute.Name is "MaybeNullAttribute" or "MaybeNullWhenAttribute"
            or "NotNullIfNotNullAttribute") ? "!" : "";

    // A member may be declared to return null instead of a task; the runtime helper takes that, but does not say so.
    private static string NotNull(MemberModel member)
        => member.Type.EndsWith("?", StringComparison.Ordinal) ? "!" : MaybeNull(member.Attributes);
}
