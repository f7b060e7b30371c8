using Kalends.Cql.Responses;
using Kalends.Cql.Topology;
using Kalends.Cql.Types;

namespace Kalends.Cql.Execution;

/// <summary>An answer that is no error, the columns that its request knew, and who gave it.</summary>
internal readonly record struct Outcome(Answer Answer, ColumnList? KnownColumns, Host Host);
