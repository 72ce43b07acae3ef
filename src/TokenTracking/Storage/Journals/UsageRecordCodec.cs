namespace TokenTracking.Storage.Journals;

/// <summary>
/// A usage record as bytes: a version byte, a bit per optional field, then the fields in a fixed order. A field that is unknown takes one
/// bit and comes back unknown.
/// </summary>
/// <remarks>The layout of a version never changes: a journal may have been left by another version of the product. A new field means a new
/// version, and the reader keeps reading the old ones. docs/storage.md describes them.</remarks>
internal static class UsageRecordCodec
{
    /// <summary>The version written. Version 1 is the same without the fields from <see cref="Field.Speed"/> on, version 2 without those
    /// from <see cref="Field.Units"/> on, and up to version 3 no bucket of cached audio or images is known.</summary>
    public const byte Version = 4;

    private const byte FirstVersion = 1;

    [Flags]
    private enum Field : uint
    {
        None = 0,
        Provider = 1 << 0,
        RequestModel = 1 << 1,
        ResponseModel = 1 << 2,
        Operation = 1 << 3,
        Project = 1 << 4,
        Agent = 1 << 5,
        Task = 1 << 6,
        Metadata = 1 << 7,
        RawUsage = 1 << 8,
        ErrorType = 1 << 9,
        TimeToFirstToken = 1 << 10,
        Cost = 1 << 11,
        ReportedCost = 1 << 12,
        PriceTable = 1 << 13,
        ResponseId = 1 << 14,
        ServiceTier = 1 << 15,
        MaxOutputTokens = 1 << 16,
        Speed = 1 << 17,
        Geo = 1 << 18,
        ListedCost = 1 << 19,
        Parts = 1 << 20,
        Units = 1 << 21,
    }

    public static void Write(in UsageRecord record, FrameBuffer buffer)
    {
        buffer.WriteByte(Version);
        buffer.WriteUInt32((uint)FieldsOf(in record));
        buffer.WriteGuid(record.Id);
        buffer.WriteInt64(record.Time.UtcTicks);
        buffer.WriteInt64(record.Duration.Ticks);
        buffer.WriteByte((byte)record.Completeness);
        buffer.WriteByte((byte)record.Outcome);
        buffer.WriteByte((byte)record.CostBasis);
        TokenUsageCodec.Write(record.Usage, buffer);
        WriteText(record.Provider, buffer);
        WriteText(record.RequestModel, buffer);
        WriteText(record.ResponseModel, buffer);
        WriteText(record.Operation, buffer);
        WriteText(record.Project, buffer);
        WriteText(record.Agent, buffer);
        WriteText(record.Task, buffer);
        if (record.Metadata is { } metadata)
            MetadataCodec.Write(metadata, buffer);
        WriteText(record.RawUsage, buffer);
        WriteText(record.ErrorType, buffer);
        if (record.TimeToFirstToken is { } timeToFirstToken)
            buffer.WriteInt64(timeToFirstToken.Ticks);
        if (record.Cost is { } cost)
            buffer.WriteDecimal(cost);
        if (record.ReportedCost is { } reportedCost)
            buffer.WriteDecimal(reportedCost);
        WriteText(record.PriceTable, buffer);
        WriteText(record.ResponseId, buffer);
        WriteText(record.ServiceTier, buffer);
        if (record.MaxOutputTokens is { } maxOutputTokens)
            buffer.WriteInt64(maxOutputTokens);
        WriteText(record.Speed, buffer);
        WriteText(record.Geo, buffer);
        if (record.ListedCost is { } listedCost)
            buffer.WriteDecimal(listedCost);
        if (record.Parts is { } parts)
            UsagePartCodec.Write(parts, buffer);
        if (record.Units is { } units)
            UsageUnitCodec.Write(units, buffer);
    }

    /// <exception cref="InvalidDataException">The bytes are no record, or one of a version that is not known here.</exception>
    public static UsageRecord Read(ReadOnlySpan<byte> bytes)
    {
        var scanner = new FrameScanner(bytes);
        if (scanner.ReadByte() is var version and (< FirstVersion or > Version))
            throw new InvalidDataException(
                $"It holds a record of version {version}; this program reads version {Version}. A newer program can read it.");

        var fields = (Field)scanner.ReadUInt32();
        // Initialisers run in the order they are written, which is the order of the bytes.
        var record = new UsageRecord
        {
            Id = scanner.ReadGuid(),
            Time = ReadTime(ref scanner),
            Duration = new TimeSpan(scanner.ReadInt64()),
            Completeness = (UsageCompleteness)scanner.ReadByte(),
            Outcome = (CallOutcome)scanner.ReadByte(),
            CostBasis = (CostBasis)scanner.ReadByte(),
            Usage = TokenUsageCodec.Read(ref scanner),
            Provider = ReadText(ref scanner, fields, Field.Provider),
            RequestModel = ReadText(ref scanner, fields, Field.RequestModel),
            ResponseModel = ReadText(ref scanner, fields, Field.ResponseModel),
            Operation = ReadText(ref scanner, fields, Field.Operation),
            Project = ReadText(ref scanner, fields, Field.Project),
            Agent = ReadText(ref scanner, fields, Field.Agent),
            Task = ReadText(ref scanner, fields, Field.Task),
            Metadata = Has(fields, Field.Metadata) ? MetadataCodec.Read(ref scanner) : null,
            RawUsage = ReadText(ref scanner, fields, Field.RawUsage),
            ErrorType = ReadText(ref scanner, fields, Field.ErrorType),
            TimeToFirstToken = Has(fields, Field.TimeToFirstToken) ? new TimeSpan(scanner.ReadInt64()) : null,
            Cost = Has(fields, Field.Cost) ? scanner.ReadDecimal() : null,
            ReportedCost = Has(fields, Field.ReportedCost) ? scanner.ReadDecimal() : null,
            PriceTable = ReadText(ref scanner, fields, Field.PriceTable),
            ResponseId = ReadText(ref scanner, fields, Field.ResponseId),
            ServiceTier = ReadText(ref scanner, fields, Field.ServiceTier),
            MaxOutputTokens = Has(fields, Field.MaxOutputTokens) ? scanner.ReadInt64() : null,
            Speed = ReadText(ref scanner, fields, Field.Speed),
            Geo = ReadText(ref scanner, fields, Field.Geo),
            ListedCost = Has(fields, Field.ListedCost) ? scanner.ReadDecimal() : null,
            Parts = Has(fields, Field.Parts) ? UsagePartCodec.Read(ref scanner) : null,
            Units = Has(fields, Field.Units) ? UsageUnitCodec.Read(ref scanner) : null,
        };
        return scanner.Remaining == 0 ? record : throw new InvalidDataException("The frame is longer than its record.");
    }

    private static Field FieldsOf(in UsageRecord record)
        => If(record.Provider is not null, Field.Provider)
            | If(record.RequestModel is not null, Field.RequestModel)
            | If(record.ResponseModel is not null, Field.ResponseModel)
            | If(record.Operation is not null, Field.Operation)
            | If(record.Project is not null, Field.Project)
            | If(record.Agent is not null, Field.Agent)
            | If(record.Task is not null, Field.Task)
            | If(record.Metadata is not null, Field.Metadata)
            | If(record.RawUsage is not null, Field.RawUsage)
            | If(record.ErrorType is not null, Field.ErrorType)
            | If(record.TimeToFirstToken is not null, Field.TimeToFirstToken)
            | If(record.Cost is not null, Field.Cost)
            | If(record.ReportedCost is not null, Field.ReportedCost)
            | If(record.PriceTable is not null, Field.PriceTable)
            | If(record.ResponseId is not null, Field.ResponseId)
            | If(record.ServiceTier is not null, Field.ServiceTier)
            | If(record.MaxOutputTokens is not null, Field.MaxOutputTokens)
            | If(record.Speed is not null, Field.Speed)
            | If(record.Geo is not null, Field.Geo)
            | If(record.ListedCost is not null, Field.ListedCost)
            | If(record.Parts is not null, Field.Parts)
            | If(record.Units is not null, Field.Units);

    private static bool Has(Field fields, Field field) => (fields & field) != Field.None;

    private static Field If(bool known, Field field) => known ? field : Field.None;

    private static void WriteText(string? value, FrameBuffer buffer)
    {
        if (value is not null)
            buffer.WriteString(value);
    }

    private static string? ReadText(ref FrameScanner scanner, Field fields, Field field)
        => Has(fields, field) ? scanner.ReadString() : null;

    private static DateTimeOffset ReadTime(ref FrameScanner scanner)
    {
        var ticks = scanner.ReadInt64();
        return ticks >= DateTimeOffset.MinValue.Ticks && ticks <= DateTimeOffset.MaxValue.Ticks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : throw new InvalidDataException("Not a time.");
    }
}
