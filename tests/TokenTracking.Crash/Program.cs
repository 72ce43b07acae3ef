using System.Globalization;
using TokenTracking.Crash;

// Kills tracking processes at random moments and looks for what they had been promised:
//   dotnet run --project tests/TokenTracking.Crash -- [rounds] [seed]
// With the word "record" it is one of those processes, with "recover" one that recovers what they left.
if (args is [RecordingProcess.Word, ..])
{
    await RecordingProcess.RunAsync(args);
    return 0;
}

if (args is [RecoveringProcess.Word, ..])
{
    await RecoveringProcess.RunAsync(args);
    return 0;
}

var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100;
var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Environment.TickCount;
var folder = Directory.CreateTempSubdirectory("tokentracking-crash-");
try
{
    var outcome = await new CrashRounds(Path.Combine(folder.FullName, "usage.db"), seed).RunAsync(rounds);
    await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
        $"seed {seed}: {outcome.Kills} processes killed, {outcome.Acknowledged} records acknowledged, {outcome.Stored} stored, ")
        + string.Create(CultureInfo.InvariantCulture,
        $"{outcome.Recovered} read from journals, {outcome.Missing} missing, {outcome.Unexplained} unexplained, {outcome.Damaged} damaged "
        + $"journals"));
    return outcome.IsSound ? 0 : 1;
}
finally
{
    folder.Delete(recursive: true);
}
