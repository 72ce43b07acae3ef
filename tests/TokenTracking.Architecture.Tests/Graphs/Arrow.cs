namespace TokenTracking.Architecture.Tests.Graphs;

/// <summary>One node uses another.</summary>
/// <param name="From">The node that uses.</param>
/// <param name="To">The node that is used.</param>
/// <param name="Example">A place where it does.</param>
/// <param name="Count">How many arrows between files this one stands for.</param>
internal sealed record Arrow<T>(T From, T To, string Example, int Count = 1);
