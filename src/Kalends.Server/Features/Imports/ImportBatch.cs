using Kalends.Domain.Interchange;
using Kalends.ICalendar;
using Kalends.Storage.Events;

namespace Kalends.Server.Features.Imports;

/// <summary>Components that are stored together: as many as one commit takes.</summary>
internal sealed class ImportBatch
{
    private const long MostOctets = 1 << 20;

    private readonly List<FileComponent> components = [];

    public IReadOnlyList<FileComponent> Components => components;

    public long Octets { get; private set; }

    public bool IsEmpty => components.Count == 0;

    public bool IsFull => components.Count >= EventCommit.MaxEvents || Octets >= MostOctets;

    public void Add(FileComponent file)
    {
        components.Add(file);
        Octets += file.Component.Octets();
    }
}

internal static class Sizes
{
    /// <summary>The octets of a component's lines, and of those inside.</summary>
    public static long Octets(this Component component)
    {
        long octets = 0;
        foreach (var property in component.Properties) octets += property.ContentUtf8.Length + 2;
        foreach (var inner in component.Components) octets += inner.Octets();
        return octets;
    }
}
