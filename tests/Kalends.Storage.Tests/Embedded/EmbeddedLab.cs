using Kalends.Storage.Embedded;
using Kalends.Testing.Contract;
using Microsoft.Extensions.Time.Testing;

namespace Kalends.Storage.Tests.Embedded;

/// <summary>A set over a fresh folder.</summary>
public sealed class EmbeddedLab : StorageLab
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kalends-");

    public string Path => folder.FullName;

    public override async Task<StorageSet> Open()
    {
        var set = EmbeddedStorageSet.Open(Path, new FakeTimeProvider());
        await set.Prepare(TestContext.Current.CancellationToken);
        return set;
    }

    public override ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
