namespace TokenTracking;

/// <summary>The answer to a <see cref="UsageQuery"/>. The command line, the dashboard and MCP print this one thing.</summary>
/// <param name="Query">The question.</param>
/// <param name="Totals">The figures of all calls in the answer, those of rows that the page leaves out included.</param>
/// <param name="Rows">The figures by group, in the query's order and no more than its page; empty if the query groups by nothing.</param>
/// <param name="GroupCount">How many groups there are, on this page and off it.</param>
public sealed record UsageReport(UsageQuery Query, UsageFigures Totals, IReadOnlyList<UsageReportRow> Rows, int GroupCount);

/// <summary>One group of a report.</summary>
/// <param name="Key">A value per dimension of <see cref="UsageQuery.GroupBy"/>, in its order; null if the calls have none.</param>
/// <param name="Figures">The group's figures.</param>
public sealed record UsageReportRow(IReadOnlyList<string?> Key, UsageFigures Figures);
