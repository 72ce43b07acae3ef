using System.Globalization;
using TokenTracking.Cli.Terminal;
using TokenTracking.Cli.Text;
using TokenTracking.Wire;

namespace TokenTracking.Cli.Explain;

/// <summary>The numbers that nothing reads, for people.</summary>
internal static class UnreadTable
{
    /// <summary>Writes the table.</summary>
    /// <param name="responses">How many responses were read.</param>
    /// <param name="fields">The numbers.</param>
    /// <param name="host">Where to.</param>
    public static void Write(long responses, IReadOnlyList<UnreadField> fields, CommandHost host)
    {
        if (fields.Count == 0)
        {
            host.Out.WriteLine($"Every number that sounds like usage is read ({Shown.Of(responses, "response")}).");
            return;
        }

        var table = new TableText().Text("Not read").Figures("Times").Figures("Smallest").Figures("Largest").Figures("Line");
        foreach (var one in fields)
        {
            table.Row([
                SafeText.Of(one.Path), Shown.Count(one.Count), Number(one.Smallest), Number(one.Largest),
                one.Line.ToString(CultureInfo.InvariantCulture)]);
        }

        table.WriteTo(host);
    }

    private static string Number(decimal value) => value.ToString("#,0.############################", CultureInfo.InvariantCulture);
}
