using System.Security.Cryptography;
using System.Text;

namespace Kalends.Server.Hosting;

/// <summary>
/// The secret from which the server's keys come. All processes of one installation share it: from <c>Kalends:Secret</c> (Base64), or
/// else from a file in the data directory that the first start writes.
/// </summary>
internal sealed class ServerSecret(byte[] bytes)
{
    private const int Length = 32;
    private const string FileName = "secret.key";

    public static ServerSecret Load(ServerOptions options) => new(options switch
    {
        { Secret: { } given } => Decode(given),
        { Cluster: not null } => throw new InvalidConfigurationException("Kalends:Secret", "is required with a cluster: its processes share it"),
        _ => ReadOrWrite(options.DataDirectory),
    });

    /// <summary>A key for one purpose, independent of the keys for others (HKDF, RFC 5869).</summary>
    public byte[] DeriveKey(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, bytes, Length, salt: null, info: Encoding.UTF8.GetBytes("kalends " + purpose));

    private static byte[] Decode(string given)
    {
        var decoded = new byte[given.Length];
        if (Convert.TryFromBase64String(given, decoded, out var length) && length >= Length) return decoded[..length];
        throw new InvalidConfigurationException("Kalends:Secret", "must be Base64 of at least 32 random bytes");
    }

    private static byte[] ReadOrWrite(string directory)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path)) WriteNew(directory, path);
        var found = File.ReadAllBytes(path);
        return found.Length == Length ? found : throw new InvalidDataException($"{FileName} in the data directory is damaged.");
    }

    /// <summary>Written aside and linked into place, so that a second process sees all of it or none, and the first to finish wins.</summary>
    private static void WriteNew(string directory, string path)
    {
        Directory.CreateDirectory(directory);
        var draft = Path.Combine(directory, $"{FileName}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}");
        var access = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) access.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, access))
        {
            file.Write(RandomNumberGenerator.GetBytes(Length));
            file.Flush(flushToDisk: true);
        }
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft); // another process was first; its secret counts
        }
    }
}
