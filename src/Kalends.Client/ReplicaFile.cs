using System.Text.Json.Nodes;

namespace Kalends.Client;

/// <summary>A replica in one file, which is replaced as a whole: after any death it is the one before or the one after.</summary>
public sealed class ReplicaFile(string path)
{
    /// <summary>Continues with what the file has, if there is one.</summary>
    public async Task Load(Replica replica, CancellationToken cancellation)
    {
        if (!File.Exists(path)) return;
        await using var file = File.OpenRead(path);
        if (await JsonNode.ParseAsync(file, cancellationToken: cancellation) is JsonObject saved) replica.Load(saved);
    }

    /// <summary>Is on the disk when it returns.</summary>
    public async Task Save(Replica replica, CancellationToken cancellation)
    {
        var next = path + ".new";
        await using (var file = new FileStream(next, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.WriteThrough))
        {
            await using var text = new StreamWriter(file);
            await text.WriteAsync(replica.Save().ToJsonString().AsMemory(), cancellation);
        }
        File.Move(next, path, overwrite: true);
    }
}
