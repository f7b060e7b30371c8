using Kalends.Cql.Responses;
using Kalends.Cql.Topology;

namespace Kalends.Cql.Execution;

/// <summary>An answer that is no error, and who gave it.</summary>
internal readonly record struct Outcome(Answer Answer, Host Host);
