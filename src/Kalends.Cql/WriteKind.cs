namespace Kalends.Cql;

/// <summary>What kind of write did not finish (v4 specification, section 9, "writeType").</summary>
public enum WriteKind
{
    /// <summary>A kind that this client does not know.</summary>
    Unknown = 0,

    /// <summary>One statement.</summary>
    Simple,

    /// <summary>A logged batch; its log was written, so it will be carried out in time.</summary>
    Batch,

    /// <summary>A batch without a log: any part of it may have happened.</summary>
    UnloggedBatch,

    /// <summary>A counter, which may or may not have counted.</summary>
    Counter,

    /// <summary>The log of a logged batch: nothing of the batch has happened.</summary>
    BatchLog,

    /// <summary>A conditional write; whether it was applied is not known until a SERIAL read.</summary>
    Cas,

    /// <summary>An update of a materialized view.</summary>
    View,

    /// <summary>A write that the change-data-capture log had no room for.</summary>
    Cdc,
}
