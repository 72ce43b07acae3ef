using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis;
using System.Collections.Immutable;
using TokenTracking.Generators.Analyzers.Knowledge.Exemptions;
using TokenTracking.Generators.Analyzers.Knowledge.Recording;
using TokenTracking.Generators.Analyzers.Knowledge.Sdks;
using TokenTracking.Generators.Analyzers.Knowledge.Settings;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Tests;
using TokenTracking.Generators.Analyzers.Knowledge.Types;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Analyzers.Rules.TT2001;

/// <summary>TT2001: a call of (or a delegate for) a billed method of an SDK that is not tracked.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UntrackedSdkCallAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [UntrackedSdkCallRule.Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            if (TrackingSymbols.For(start.Compilation, start.Options) is not { } symbols)
                return;
            var sdks = ReferencedSdks.In(symbols);
            start.RegisterOperationAction(
                operation =>
                {
                    var call = (IInvocationOperation)operation.Operation;
                    Analyze(operation, symbols, sdks, call.TargetMethod, call.Instance ?? Receiver(call));
                },
                OperationKind.Invocation);
            start.RegisterOperationAction(
                operation =>
                {
                    var reference = (IMethodReferenceOperation)operation.Operation;
                    Analyze(operation, symbols, sdks, reference.Method, reference.Instance);
                },
                OperationKind.MethodReference);
        });
    }

    private static void Analyze(
        OperationAnalysisContext context, TrackingSymbols symbols, ReferencedSdks? sdks, IMethodSymbol method, IOperation? instance)
    {
        var role = symbols.Types.RoleOf(method);
        if (role is MemberRole.Unbilled or MemberRole.ChildService)
            return;
        var billed = sdks?.BilledBy(context.Operation, method);
        if (role is null && (billed is null || sdks!.IsAboveTracked(symbols, billed)))
            return;
        var receiver = Unconverted(instance)?.Type ?? method.ContainingType;
        if (SdkReceivers.IsTracked(symbols, receiver) && role != MemberRole.Uncounted)
            return;
        if (SdkReceivers.IsMiddleware(context.ContainingSymbol.ContainingType, receiver)
            || TestDoubles.IsTestDouble(symbols, receiver)
            || MockedCalls.Is(symbols, context.Operation, instance)
            || !GeneratedCode.CanReport(in context, context.Operation.Syntax.GetLocation())
            || IsRecorded(in context, symbols, role))
            return;
        context.ReportDiagnostic(
            Diagnostic.Create(UntrackedSdkCallRule.Descriptor, context.Operation.Syntax.GetLocation(), method.Name, receiver.Name));
    }

    private static bool IsRecorded(in OperationAnalysisContext context, TrackingSymbols symbols, MemberRole? role)
        => role == MemberRole.Uncounted
            ? CallTracking.IsInProvider(symbols, context.ContainingSymbol) || CallTracking.IsRecordedBeside(
                symbols, context.Operation, context.Operation, context.ContainingSymbol, context.CancellationToken)
            : CallTracking.IsAnsweredFor(
                symbols, context.Operation, context.Operation, context.ContainingSymbol, context.CancellationToken);

    private static IOperation? Receiver(IInvocationOperation call)
        => call is { TargetMethod.IsExtensionMethod: true, Arguments: [{ } first, ..] } ? first.Value : null;

    private static IOperation? Unconverted(IOperation? value)
        => value is IConversionOperation { IsImplicit: true } conversion ? Unconverted(conversion.Operand) : value;
}
