using Kalends.Cql.Frames;

namespace Kalends.Cql.Requests;

/// <summary>AUTH_RESPONSE (v4 specification, section 4.1.2).</summary>
internal sealed class AuthResponseRequest(byte[] token) : Request
{
    public override Opcode Opcode => Opcode.AuthResponse;

    /// <summary>SASL PLAIN (RFC 4616): no authorization identity, the user, the password.</summary>
    public static AuthResponseRequest Plain(string user, string password)
    {
        var writer = new WireWriter(64);
        writer.WriteByte(0);
        writer.WriteUtf8(user);
        writer.WriteByte(0);
        writer.WriteUtf8(password);
        return new AuthResponseRequest(writer.Written.ToArray());
    }

    public override void WriteBody(WireWriter writer, ProtocolVersion version) => writer.WriteBytes(token);
}
