using TokenTracking.Cli.Audit;

namespace TokenTracking.Cli.Tests.Audit;

/// <summary>Which types use one that calls an LLM, and which only pass its calls on.</summary>
public class CodeGraphTests
{
    [Fact]
    public void A_private_helper_belongs_to_its_type_and_a_caller_of_the_public_member_is_a_user()
        => Assert.Equal(["App.Parser"], UsersOf(
            ["Claude.Send"], [], "Claude.Ask calls Claude.Send", "App.Parser.Parse calls Claude.Ask", "App.Other.Run calls Claude.Name"));

    [Fact]
    public void A_user_through_an_interface_is_found_and_one_of_another_member_is_not()
        => Assert.Equal(["App.Parser"], UsersOf(
            ["Claude.Ask"], ["Claude: ILlm IService", "Unrelated: IService"], "App.Parser.Parse calls ILlm.Ask",
            "App.Host.Run calls IService.Start", "App.Web.Get calls Unrelated.Ask"));

    [Fact]
    public void Decorators_fallbacks_and_adapters_pass_calls_on()
        => Assert.Equal(["App.Parser", "App.Summary", "App.Writer"], UsersOf(
            ["Claude.Ask", "Gpt.Ask"], ["Claude: ILlm", "Gpt: ILlm", "Retry: ILlm"],
            "Retry.Ask calls ILlm.Ask", "App.Parser.Parse calls Retry.Ask",
            "Choice.Run calls ILlm.Ask", "Choice.Build creates Claude..ctor", "Choice.Build creates Gpt..ctor",
            "App.Summary.Sum calls Choice.Run",
            "Facade.Ask calls Claude.Ask", "App.Writer.Write calls Facade.Ask"));

    [Fact]
    public void A_derived_provider_passes_on_what_its_base_sends()
        => Assert.Equal(["App.Parser"], UsersOf(
            ["Base.Send"], ["Claude: Base"], "Claude.Ask calls Base.Send", "App.Parser.Parse calls Claude.Ask"));

    [Fact]
    public void A_template_method_leads_to_the_member_that_a_derived_class_implements()
        => Assert.Equal(["App.Parser"], UsersOf(
            ["Claude.Send"], ["Claude: Base"], "Base.Ask calls Base.Send", "App.Parser.Parse calls Base.Ask"));

    [Fact]
    public void What_uses_a_user_is_none_itself()
        => Assert.Equal(["App.Parser"], UsersOf(
            ["Claude.Ask"], [], "App.Parser.Parse calls Claude.Ask", "App.Server.Create calls App.Parser.Parse"));

    [Fact]
    public void Calls_in_a_circle_end()
        => Assert.Equal(["App.Parser"], UsersOf(
            ["A.Ask"], [], "B.Ask calls A.Ask", "A.Ask calls B.Ask", "A.Ask calls A.Ask", "App.Parser.Parse calls B.Ask"));

    private static IEnumerable<string> UsersOf(string[] calling, string[] types, params string[] links)
    {
        var place = new CodePlace("/a.cs", 1);
        var project = new AuditedProject
        {
            Assembly = "App",
            Links = [.. links.Select(link => link.Split(' ')).Select(parts => new CodeLink(
                TypeOf(parts[0]), MemberOf(parts[0]), parts[1], TypeOf(parts[2]), MemberOf(parts[2]), place, 1, IsInLoop: false))],
            Types = [.. types.Select(static type => type.Split(": ")).Select(parts => new CodeType(parts[0], parts[1].Split(' '), place))],
        };
        var calls = calling.Select(member => new AuditedCall(
            place, TypeOf(member), MemberOf(member), "http", "", "https://api.openai.com/v1/responses", CallState.Untracked, "discarded",
            IsStreamed: false, IsWithoutUsage: false, IsInLoop: false, null));
        return new CodeGraph(calls, [project]).Uses.Select(static use => use.Link.From).Distinct().Order(StringComparer.Ordinal);
    }

    private static string TypeOf(string member)
        => member.EndsWith("..ctor", StringComparison.Ordinal) ? member[..^"..ctor".Length] : member[..member.LastIndexOf('.')];

    private static string MemberOf(string member)
        => member.EndsWith("..ctor", StringComparison.Ordinal) ? ".ctor" : member[(member.LastIndexOf('.') + 1)..];
}
