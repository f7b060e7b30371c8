using System.Net;

namespace Kalends.Cql;

/// <summary>
/// Why a request was not answered with a result. Closed: the nested records are all there are. Most are what the server said
/// (v4 specification, section 9); the last group is what this client found out by itself.
/// </summary>
public abstract record CqlError
{
    private protected CqlError(string message) => Message = message;

    /// <summary>The server's words, or this client's.</summary>
    public string Message { get; }

    /// <summary>0x0000 and every code that this client does not know: the server failed.</summary>
    /// <param name="Message">The server's words.</param>
    /// <param name="Code">The code.</param>
    public sealed record ServerFault(string Message, int Code) : CqlError(Message);

    /// <summary>0x000A: the server did not understand this client.</summary>
    /// <param name="Message">The server's words.</param>
    public sealed record ProtocolViolation(string Message) : CqlError(Message);

    /// <summary>0x0100: user name or password are wrong or missing.</summary>
    /// <param name="Message">The server's words.</param>
    public sealed record BadCredentials(string Message) : CqlError(Message);

    /// <summary>0x1000: too few replicas were alive; nothing was tried.</summary>
    /// <param name="Message">The server's words.</param>
    /// <param name="Consistency">Level of the request.</param>
    /// <param name="Required">Replicas needed.</param>
    /// <param name="Alive">Replicas alive.</param>
    public sealed record Unavailable(string Message, Consistency Consistency, int Required, int Alive) : CqlError(Message);

    /// <summary>0x1001: the coordinator had too much to do; nothing was tried.</summary>
    /// <param name="Message">The server's words.</param>
    public sealed record Overloaded(string Message) : CqlError(Message);

    /// <summary>0x1002: the coordinator is still joining; nothing was tried.</summary>
    /// <param name="Message">The server's words.</param>
    public sealed record Bootstrapping(string Message) : CqlError(Message);

    /// <summary>0x1003: TRUNCATE failed.</summary>
    /// <param name="Message">The server's words.</param>
    public sealed record TruncateFailed(string Message) : CqlError(Message);

    /// <summary>0x1100: too few replicas acknowledged in time; the write may still happen.</summary>
    /// <param name="Message">The server's words.</param>
    /// <param name="Consistency">Level of the request.</param>
    /// <param name="Received">Acknowledgements.</param>
    /// <param name="Required">Acknowledgements needed.</param>
    /// <param name="Kind">What was being written.</param>
    public sealed record WriteTimeout(string Message, Consistency Consistency, int Received, int Required, WriteKind Kind) : CqlError(Message);

    /// <summary>0x1200: too few replicas answered in time.</summary>
    /// <param name="Message">The server's words.</param>
    /// <param name="Consistency">Level of the request.</param>
    /// <param name="Received">Answers.</param>
    /// <param name="Required">Answers needed.</param>
    /// <param name="DataPresent">Whether the replica asked for the data was among them.</param>
    public sealed record ReadTimeout(string Message, Consistency Consistency, int Received, int Required, bool DataPresent) : CqlError(Message);

    /// <summary>0x1300: replicas failed while reading.</summary>
    /// <param name="Message">The server's words.</param>
    /// <param name="Consistency">Level of the request.</param>
    /// <param name="Received">Answers.</param>
    /// <param name="Required">Answers needed.</param>
    /// <param name="Failures">Replicas that failed.</param>
    public sealed record ReadFailure(string Message, Consistency Consistency, int Received, int Required, int Failures) : CqlError(Message);

    /// <summary>0x1400: a user-defined function failed.</summary>
    /// <param name="Message">The server's words.</param>
    /// <param name="Keyspace">Keyspace of the function.</param>
    /// <param name="Function">Its name.</param>
    public sealed record FunctionFailed(string Message, string Keyspace, string Function) : CqlError(Message);

    /// <summary>0x1500: replicas failed while writing.</summary>
    /// <param name="Message">The server's words.</param>
    /// <param name="Consistency">Level of the request.</param>
    /// <param name="Received">Acknowledgements.</param>
    /// <param name="Required">Acknowledgements needed.</param>
    /// <param name="Failures">Replicas that failed.</param>
    /// <param name="Kind">What was being written.</param>
    public sealed record WriteFailure(string Message, Consistency Consistency, int Received, int Required, int Failures, WriteKind Kind)
        : CqlError(Message);

    /// <summary>0x1700 (v5): whether a conditional write was applied is not known.</summary>
    /// <param name="Message">The server's words.</param>
    /// <param name="Consistency">Level of the request.</param>
    /// <param name="Received">Acknowledgements.</param>
    /// <param name="Required">Acknowledgements needed.</param>
    public sealed record CasWriteUnknown(string Message, Consistency Consistency, int Received, int Required) : CqlError(Message);

    /// <summary>0x2000: the statement is not CQL.</summary>
    /// <param name="Message">The server's words.</param>
    public sealed record SyntaxError(string Message) : CqlError(Message);

    /// <summary>0x2100: the user may not do this.</summary>
    /// <param name="Message">The server's words.</param>
    public sealed record Unauthorized(string Message) : CqlError(Message);

    /// <summary>0x2200: the statement is CQL but makes no sense here.</summary>
    /// <param name="Message">The server's words.</param>
    public sealed record InvalidStatement(string Message) : CqlError(Message);

    /// <summary>0x2300: the server's configuration forbids it.</summary>
    /// <param name="Message">The server's words.</param>
    public sealed record ConfigurationError(string Message) : CqlError(Message);

    /// <summary>0x2400: the keyspace or table is there already.</summary>
    /// <param name="Message">The server's words.</param>
    /// <param name="Keyspace">Keyspace.</param>
    /// <param name="Table">Table, or empty where the keyspace is meant.</param>
    public sealed record AlreadyExists(string Message, string Keyspace, string Table) : CqlError(Message);

    /// <summary>0x2500: the coordinator does not know the prepared statement, even after it was prepared again.</summary>
    /// <param name="Message">The server's words.</param>
    public sealed record Unprepared(string Message) : CqlError(Message);

    /// <summary>No answer in the time that the options or the statement allow; a write may still happen.</summary>
    /// <param name="Message">This client's words.</param>
    public sealed record TimedOut(string Message) : CqlError(Message);

    /// <summary>The connection broke.</summary>
    /// <param name="Message">This client's words.</param>
    /// <param name="Sent">Whether the request may have reached the server: a write may then have happened.</param>
    public sealed record ConnectionLost(string Message, bool Sent) : CqlError(Message);

    /// <summary>The server sent what is not the protocol; the connection was closed.</summary>
    /// <param name="Message">This client's words.</param>
    public sealed record Malformed(string Message) : CqlError(Message);

    /// <summary>Every host was tried or is down; the request reached none, or none that would do it.</summary>
    /// <param name="Message">This client's words.</param>
    /// <param name="Attempts">What each host tried said, in order.</param>
    public sealed record NoHostAvailable(string Message, IReadOnlyList<KeyValuePair<IPEndPoint, CqlError>> Attempts) : CqlError(Message);

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
}
