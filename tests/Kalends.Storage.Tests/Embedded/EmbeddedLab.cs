using Kalends.Storage.Embedded;
using Kalends.Testing.Contract;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace Kalends.Storage.Tests.Embedded;

/// <summary>A set over a fresh folder.</summary>
public sealed class EmbeddedLab : StorageLab
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kalends-");
    private readonly FakeTimeProvider clock = new();

    public string Path => folder.FullName;

    public override async Task<StorageSet> Open()
    {
        var set = EmbeddedStorageSet.Open(Path, clock, Room);
        await set.Prepare(TestContext.Current.CancellationToken);
        return set;
    }

    public override Task Pass(Duration span)
    {
        clock.Advance(span.ToTimeSpan());
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
