namespace TokenTracking.SdkTable.Tests.Table;

/// <summary>What is not recorded as it should be, and cannot be.</summary>
/// <param name="Ways">Where.</param>
/// <param name="Situations">When; empty for always.</param>
/// <param name="Found">What may be found in the cells.</param>
/// <param name="Text">What is lost, and what to do about it; for readers.</param>
internal sealed record Loss(IReadOnlyList<Way> Ways, IReadOnlyList<Situation> Situations, IReadOnlyList<string> Found, string Text);
