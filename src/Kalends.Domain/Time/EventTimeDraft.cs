namespace Kalends.Domain.Time;

/// <summary>An event time as a client wrote it.</summary>
/// <param name="DateTime">RFC 3339, the offset optional.</param>
/// <param name="TimeZone">IANA zone id.</param>
/// <param name="Date"><c>yyyy-MM-dd</c>, instead of the others.</param>
public sealed record EventTimeDraft(string? DateTime = null, string? TimeZone = null, string? Date = null);
