using TokenTracking.Storage;

namespace TokenTracking;

/// <summary>What a tracker needs of a ledger: it stores records and answers queries. Safe for use from many threads.</summary>
/// <remarks>A store that can do more implements further contracts: <see cref="IUsageRecords"/> lists single records,
/// <see cref="IRecostableRecords"/> corrects their costs, <see cref="IJournaledStore"/> suggests where journals lie.</remarks>
public interface IUsageStore : IUsageWriter, IUsageQueries;
