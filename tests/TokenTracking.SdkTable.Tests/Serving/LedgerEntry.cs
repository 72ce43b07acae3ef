namespace TokenTracking.SdkTable.Tests.Serving;

/// <summary>One request in the server's ledger.</summary>
/// <param name="Path">What was asked.</param>
/// <param name="Status">The status that was sent; 0 if nothing was.</param>
/// <param name="Billed">The counts that were sent and are billed; null if nothing is.</param>
internal sealed record LedgerEntry(string Path, int Status, Tokens? Billed);
