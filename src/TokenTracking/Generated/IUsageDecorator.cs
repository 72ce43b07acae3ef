using System.ComponentModel;

namespace TokenTracking.Generated;

/// <summary>Implemented by generated decorators: whatever is called through one is recorded. A decorator above it passes its calls
/// on.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IUsageDecorator : IUsageTracked;
