using System.Globalization;
using TokenTracking.SdkTable.Tests.Serving;

namespace TokenTracking.SdkTable.Tests.Dialects;

/// <summary>For stand-ins of models that run in the process: the counts alone, as the stand-in reports them to its client.</summary>
internal static class LocalAnswers
{
    public static Answer Answer(Question question)
        => Serving.Answer.Json(string.Create(CultureInfo.InvariantCulture, $"{question.Tokens.Input},{question.Tokens.Output}"));
}
