using System.Security.Cryptography;
using System.Text;

namespace Kalends.Server.Hosting;

/// <summary>
/// Shows that a request comes from somebody who holds the installation's secret: the operator's commands, which run where it is kept.
/// </summary>
internal sealed class OperatorKey(ServerSecret secret)
{
    private const string Scheme = "Kalends-Operator ";

    private readonly string header = Scheme + Convert.ToHexStringLower(secret.DeriveKey("operator"));

    /// <summary>The value of the Authorization header.</summary>
    public string Header => header;

    public bool IsShown(HttpRequest request) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString()));
}
