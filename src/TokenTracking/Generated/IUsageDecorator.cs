using System.ComponentModel;

namespace TokenTracking.Generated;

/// <summary>Implemented by generated decorators, which record every call. A decorator above one only passes its calls on.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IUsageDecorator : IUsageTracked;
