Imports System.Threading.Tasks
Imports TokenTracking

<TrackAiUsage>
Public Interface IModel
    Function AskAsync(prompt As String) As Task(Of LlmResult)
End Interface
