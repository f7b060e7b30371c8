using Kalends.Domain.Interchange;

namespace Kalends.Server.Features.Imports;

/// <summary>Components that need something which may come later in the file. They are the only ones held, and not without bound.</summary>
internal sealed class WaitingComponents
{
    private const long MostOctets = 8 << 20;

    private readonly List<FileComponent> all = [];
    private long octets;

    public IReadOnlyList<FileComponent> All => all;

    /// <summary>False where too many wait already.</summary>
    public bool TryAdd(FileComponent file)
    {
        octets += file.Component.Octets();
        if (octets > MostOctets) return false;
        all.Add(file);
        return true;
    }
}
