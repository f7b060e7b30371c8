namespace Kalends.Cql.Bench;

/// <summary>What every client does: small rows by their key.</summary>
internal static class Workload
{
    public const int Keys = 10_000;

    public static readonly string Text = new('x', 100);

    public static readonly byte[] Bytes = System.Text.Encoding.UTF8.GetBytes(Text);
}
