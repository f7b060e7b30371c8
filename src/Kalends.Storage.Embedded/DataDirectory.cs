using System.Runtime.Versioning;
using Kalends.Storage.Embedded.Sqlite;

namespace Kalends.Storage.Embedded;

/// <summary>
/// The folder with the data file. It belongs to one process at a time: the kernel's lock on a file beside the data goes with the process,
/// however that ends. (A lock on the data file itself would be dropped by SQLite's own opening and closing of it.)
/// </summary>
internal sealed class DataDirectory : IDisposable
{
    private readonly string file;
    private readonly FileStream held;

    /// <summary>Makes the folder if there is none; throws in words if another process holds it.</summary>
    public DataDirectory(string path)
    {
        Directory.CreateDirectory(path);
        file = Path.Combine(path, "kalends.db");
        try
        {
            held = new FileStream(Path.Combine(path, "kalends.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException cause)
        {
            throw new StorageException(
                "The data directory is in use by another Kalends process. Stop that one, or choose another directory.", cause);
        }
        if (!OperatingSystem.IsWindows() && !File.Exists(file)) CreateForOwnerAlone(file);
    }

    /// <summary>
    /// Readers map the file: a page that is not in the log is then read without a call to the kernel, also when the writer has just made
    /// SQLite drop its own cache.
    /// </summary>
    public Connection OpenReader()
    {
        Connection connection = Connection.Open(file, readOnly: true);
        connection.Execute("PRAGMA busy_timeout = 5000; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8192; PRAGMA mmap_size = 1073741824");
        return connection;
    }

    /// <summary>In WAL with full synchronisation a commit returns when it is on the disk.</summary>
    public Connection OpenWriter()
    {
        Connection connection = Connection.Open(file, readOnly: false);
        connection.Execute("PRAGMA busy_timeout = 5000; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768");
        connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4096");
        connection.Execute("PRAGMA journal_size_limit = 67108864");
        return connection;
    }

    public void Dispose() => held.Dispose();

    /// <summary>An empty file is a new database to SQLite, which gives the log and the index beside it the same rights.</summary>
    [UnsupportedOSPlatform("windows")]
    private static void CreateForOwnerAlone(string path) =>
        new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }).Dispose();
}
