using Kalends.Domain;
using NodaTime;
using NodaTime.TimeZones;

namespace Kalends.Server.Hosting;

/// <summary>
/// The tzdb in force: the newest of the one that came with the program and those in a folder, where earlier ones stay to be compared with.
/// A newer <c>tzdb-2026b.nzd</c> can be put there without a new program; an older program does not fall back behind it.
/// </summary>
internal sealed class ZoneData
{
    private const string Prefix = "tzdb-", Suffix = ".nzd";

    private readonly BundledZones bundled;

    /// <param name="folder">Null where none is kept.</param>
    /// <param name="bundled">What came with the program.</param>
    public ZoneData(string? folder, BundledZones bundled)
    {
        (Folder, this.bundled) = (folder, bundled);
        var newest = Files().Where(file => string.CompareOrdinal(VersionOf(file), bundled.Source.TzdbVersion) > 0).MaxBy(VersionOf, StringComparer.Ordinal);
        Source = newest is null ? bundled.Source : Read(newest);
        Zones = newest is null ? bundled.Zones : new DateTimeZoneCache(Source);
    }

    public string? Folder { get; }

    public TzdbDateTimeZoneSource Source { get; }

    public IDateTimeZoneProvider Zones { get; }

    /// <summary>Its short name, such as <c>2026b</c>.</summary>
    public string Version => Source.TzdbVersion;

    public DomainRules Rules => new() { Zones = Zones, TzdbVersion = Zones.VersionId };

    /// <summary>An earlier one by its whole name; null where it was not kept.</summary>
    public IDateTimeZoneProvider? FindEarlier(string versionId) =>
        Files().Select(Read).Append(bundled.Source).Where(source => source.VersionId == versionId)
            .Select(source => new DateTimeZoneCache(source)).FirstOrDefault();

    /// <summary>Puts what came with the program into the folder, for the day when it is the earlier one.</summary>
    public void Keep()
    {
        if (Folder is null) return;
        var place = Path.Combine(Folder, $"{Prefix}{bundled.Source.TzdbVersion}{Suffix}");
        if (File.Exists(place)) return;
        Directory.CreateDirectory(Folder);
        var draft = $"{place}.{IdSource.Random.NextGuid():N}";
        using (var copy = File.Create(draft))
        using (var original = bundled.Open()) original.CopyTo(copy);
        File.Move(draft, place, overwrite: true);
    }

    private string[] Files() => Directory.Exists(Folder) ? Directory.GetFiles(Folder, $"{Prefix}*{Suffix}") : [];

    private static string VersionOf(string file) => Path.GetFileName(file)[Prefix.Length..^Suffix.Length];

    private static TzdbDateTimeZoneSource Read(string file)
    {
        try
        {
            using var bytes = File.OpenRead(file);
            return TzdbDateTimeZoneSource.FromStream(bytes);
        }
        catch (Exception failure) when (failure is NodaTime.Utility.InvalidNodaDataException or IOException)
        {
            throw new InvalidConfigurationException("Kalends:TimeZoneData", $"has {Path.GetFileName(file)}, which cannot be read");
        }
    }
}

/// <summary>The tzdb that came with the program.</summary>
/// <param name="Source">Read.</param>
/// <param name="Zones">Its zones.</param>
/// <param name="Open">Its bytes.</param>
internal sealed record BundledZones(TzdbDateTimeZoneSource Source, IDateTimeZoneProvider Zones, Func<Stream> Open)
{
    private const string Resource = "NodaTime.TimeZones.Tzdb.nzd";

    public static BundledZones OfProgram { get; } = new(
        TzdbDateTimeZoneSource.Default, DateTimeZoneProviders.Tzdb, () => typeof(DateTimeZone).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException("NodaTime has no zone data."));
}
