namespace TokenTracking.Architecture.Tests.Walls;

/// <summary>An assertion that shows every offender, where xunit's own shows the first few characters of the first five.</summary>
internal static class Offenders
{
    /// <summary>Fails with one line for each offender.</summary>
    public static void None(IEnumerable<string> offenders)
    {
        var lines = offenders.ToList();
        Assert.True(lines is [], $"{lines.Count}:\n{string.Join('\n', lines)}");
    }
}
