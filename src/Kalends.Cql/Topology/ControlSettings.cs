using Kalends.Cql.Responses;

namespace Kalends.Cql.Topology;

/// <summary>What a control connection needs to know and whom it tells at once.</summary>
internal sealed record ControlSettings(CqlOptions Options, Action<EventResponse.Status> OnStatus);
