using Kalends.Server.Hosting.Paging;

namespace Kalends.Server.Hosting.Calls;

/// <summary>What every call is read with.</summary>
internal sealed record CallServices(TimeProvider Clock, RequestLimits Limits, PageTokens PageTokens);
