namespace Kalends.Domain.Merging;

/// <summary>A run of one device's times, both ends included, of which nothing is missing.</summary>
public readonly record struct KnownSpan(ulong From, ulong To);
