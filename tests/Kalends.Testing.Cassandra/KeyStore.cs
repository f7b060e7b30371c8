using System.Net;

namespace Kalends.Testing.Cassandra;

/// <summary>A key and a certificate for all nodes of a cluster, made for one run.</summary>
internal sealed class KeyStore
{
    public const string Password = "cassandra";

    private KeyStore(string path, string certificate)
    {
        Path = path;
        Certificate = certificate;
    }

    public string Path { get; }

    /// <summary>The certificate in PEM.</summary>
    public string Certificate { get; }

    public static async Task<KeyStore> MakeAsync(string folder, IEnumerable<IPAddress> addresses)
    {
        var path = System.IO.Path.Combine(folder, "node.jks");
        var names = string.Join(',', addresses.Select(address => $"ip:{address}"));
        await Tools.RunAsync(
            "keytool", "-genkeypair", "-alias", "node", "-keyalg", "RSA", "-keysize", "2048", "-storetype", "JKS", "-validity", "30",
            "-dname", "CN=kalends-test", "-ext", $"san={names}", "-keystore", path, "-storepass", Password, "-keypass", Password);
        var certificate = await Tools.RunAsync(
            "keytool", "-exportcert", "-rfc", "-alias", "node", "-keystore", path, "-storepass", Password);
        return new KeyStore(path, certificate);
    }
}
