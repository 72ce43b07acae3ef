using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.CodeFixes.Fixing;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Rules.TT1005;
using TokenTracking.Generators.Binding;

namespace TokenTracking.CodeFixes.TT1005;

/// <summary>Moves tracking next to the provider: the last step of a builder, or the client inside a middleware.</summary>
internal static class InnermostTracking
{
    public static IEnumerable<Action<DocumentEdit>> Edits(ExpressionSyntax node, FixTarget target)
        => target.Model.GetOperation(node, target.CancellationToken) switch
        {
            IInvocationOperation { TargetMethod.Name: Wrapping.WithTokenTracking } wrapper => OfWrapper(wrapper, target),
            IInvocationOperation step when Builders.IsTrackingStep(step.TargetMethod) => Moved(step, target),
            { } registration when OfFactory(registration, target) is { } edits => edits,
            IInvocationOperation { Type: var type } step when Builders.IsBuilder(type) => Appended(step, target),
            _ => [],
        };

    private static IEnumerable<Action<DocumentEdit>> OfWrapper(IInvocationOperation wrapper, FixTarget target)
    {
        if (ClientMiddleware.StepAround(wrapper) is { } step)
            return Moved(step, target);
        return CallReceivers.AsPassed(wrapper) is { } receiver
            && wrapper.Syntax is InvocationExpressionSyntax { ArgumentList.Arguments: [.., { Expression: var tracker }] } call
            && Lowered(receiver, _ => tracker, target) is { } lowered
            ? [
                edit =>
                {
                    lowered(edit);
                    edit.Replace(call, static current => Receiver(current).WithTriviaFrom(current));
                },
            ]
            : [];
    }

    // builder.UseTokenTracking().UseFunctionInvocation(): the step as it is, after the last one.
    private static IEnumerable<Action<DocumentEdit>> Moved(IInvocationOperation step, FixTarget target)
    {
        if (step.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } } call
            || Last(step, target) is not { } last || last == call)
            return [];
        return
        [
            edit =>
            {
                if (WholeStatement(call) is { } statement)
                    edit.Remove(statement);
                else
                    edit.Replace(call, static current => Receiver(current).WithTriviaFrom(current));
                edit.Replace(last, current => Step(current, name, call.ArgumentList));
            },
        ];
    }

    private static IEnumerable<Action<DocumentEdit>> Appended(IInvocationOperation builder, FixTarget target)
        => Last(builder, target) is { } last
            ? [edit => edit.ReplaceOnce(last, static current => Step(current, Name, SyntaxFactory.ArgumentList()))]
            : [];

    // AddSingleton<IChatClient>(provider => new ChatClientBuilder(inner).UseFunctionInvocation().Build(provider))
    private static IEnumerable<Action<DocumentEdit>>? OfFactory(IOperation registration, FixTarget target)
    {
        var edits = RegisteredPipelines.Around(target.Symbols, registration, target.CancellationToken)
            .Select(made => Lowered(made.Client, target.TrackerAt, target)).ToList();
        return edits.Count == 0 ? null : edits.Contains(null) ? [] : [edit => edits.ForEach(each => each!(edit))];
    }

    // Tracking inside the middleware that a value is, or that the builder adds which it comes from.
    private static Action<DocumentEdit>? Lowered(IOperation value, Func<SyntaxNode, ExpressionSyntax?> trackerAt, FixTarget target)
        => Sources.Only(value, target.CancellationToken) switch
        {
            IInvocationOperation { TargetMethod.Name: "Build", Instance: { Syntax: ExpressionSyntax builder } owner } build
                when Builders.IsBuilder(owner.Type) => StepBefore(build, builder, trackerAt, target),
            IObjectCreationOperation { Arguments: [{ Value.Syntax: ExpressionSyntax inner }, ..] } middleware
                when Middleware.KindOf(middleware) is not MiddlewareKind.None && trackerAt(inner) is { } tracker && IsHere(inner, target)
                => edit => edit.Replace(inner, current => Step(
                    current, SyntaxFactory.IdentifierName(Wrapping.WithTokenTracking), Arguments(tracker))),
            _ => null,
        };

    private static Action<DocumentEdit>? StepBefore(
        IInvocationOperation build, ExpressionSyntax builder, Func<SyntaxNode, ExpressionSyntax?> trackerAt, FixTarget target)
    {
        // Build(provider) gives the step the container, and the container has the tracker.
        var hasServices = build.Arguments.Any(static argument => argument.ArgumentKind == ArgumentKind.Explicit);
        var isWrapped = target.Node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }
            && access.Name.Identifier.ValueText == Wrapping.WithTokenTracking;
        var arguments = hasServices && !isWrapped ? SyntaxFactory.ArgumentList()
            : trackerAt(builder) is { } tracker ? Arguments(tracker)
            : null;
        return arguments is null || !IsHere(builder, target)
            ? null
            : edit => edit.Replace(builder, current => Step(current, Name, arguments));
    }

    // The end of the builder's last step, if it runs whenever the builder is made.
    private static InvocationExpressionSyntax? Last(IInvocationOperation builder, FixTarget target)
    {
        var origin = PipelineSteps.Origin(builder);
        var steps = PipelineSteps.Of(target.Symbols, builder, target.CancellationToken);
        var last = steps.Count == 0 ? builder : steps[steps.Count - 1].Call;
        return last.Syntax is InvocationExpressionSyntax call && IsHere(call, target)
            && (origin is IParameterReferenceOperation or ILocalReferenceOperation || Body(call) == Body(origin.Syntax))
            ? call
            : null;
    }

    private static bool IsHere(SyntaxNode node, FixTarget target) => node.SyntaxTree == target.Node.SyntaxTree;

    private static SyntaxNode? Body(SyntaxNode node) => node.Ancestors().FirstOrDefault(static ancestor
        => ancestor is BlockSyntax or ArrowExpressionClauseSyntax or AnonymousFunctionExpressionSyntax or CompilationUnitSyntax);

    // builder.UseTokenTracking(); and builder = builder.UseTokenTracking();
    private static ExpressionStatementSyntax? WholeStatement(InvocationExpressionSyntax call) => call.Parent switch
    {
        ExpressionStatementSyntax statement when Receiver(call) is IdentifierNameSyntax => statement,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax left, Parent: ExpressionStatementSyntax statement }
            when Receiver(call) is IdentifierNameSyntax receiver && receiver.Identifier.ValueText == left.Identifier.ValueText => statement,
        _ => null,
    };

    private static IdentifierNameSyntax Name => SyntaxFactory.IdentifierName(Builders.UseTokenTracking);

    private static ExpressionSyntax Receiver(InvocationExpressionSyntax call) => ((MemberAccessExpressionSyntax)call.Expression).Expression;

    private static ArgumentListSyntax Arguments(ExpressionSyntax tracker)
        => SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(tracker.WithoutTrivia())));

    // A chain with a step on each line goes on in the same way.
    private static InvocationExpressionSyntax Step(ExpressionSyntax before, SimpleNameSyntax name, ArgumentListSyntax arguments)
    {
        var line = before is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax previous } ? previous : null;
        var receiver = line is null ? before.WithoutTrailingTrivia() : before.WithTrailingTrivia(line.Expression.GetTrailingTrivia());
        var dot = line is null ? SyntaxFactory.Token(SyntaxKind.DotToken) : line.OperatorToken;
        return SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, receiver, dot, name.WithoutTrivia()),
            arguments.WithoutTrivia()).WithTrailingTrivia(before.GetTrailingTrivia());
    }
}
