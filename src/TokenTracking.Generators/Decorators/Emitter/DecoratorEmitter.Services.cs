using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Emitter;

/// <summary>Services that a member returns: they are decorated.</summary>
internal sealed partial class DecoratorEmitter
{
    /// <summary>The forward, decorated if it returns a service of the family.</summary>
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
            decorate = $"({list}, {family}) => new {Runtime.TrackedServices}<{service}>({list}!, {family}, {decorate})";
        }

        return $"this._children is {{ }} {children} ? {children}.Wrap({forward}, {decorate}) : {forward}";
    }

    private static string Unwrapped(string value) => $"{Runtime.TrackedChildren}.Unwrap(this._children, {value})";

    private static string Decorate(UniqueNames names, string decorator)
    {
        var (inner, all) = (names.Take("inner"), names.Take("all"));
        return $"({inner}, {all}) => new {decorator}({inner}!, {all})";
    }

    /// <summary>A forward whose out parameters are decorated, or copied, before it returns.</summary>
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
            if (parameter.Copy is { } copy)
                _writer.Line($"{parameter.Name} = {copy};");
            if (parameter.Child is not { } decorator)
                continue;
            var (name, children) = (parameter.Name, names.Take("children"));
            var wrapped = $"{children}.Wrap({name}, {Decorate(names, decorator)})";
            _writer.Line($"{name} = this._children is {{ }} {children} ? {wrapped} : {name};");
        }
    }
}
