using System.Globalization;

namespace Kalends.Server.Commands;

/// <summary>A bar that fills while a file goes out; the server takes it in at the pace at which it stores it.</summary>
internal sealed class ProgressBar(TextWriter screen, long total)
{
    private const int Width = 40;
    private int shown = -1;

    public void Show(long done)
    {
        var percent = total == 0 ? 100 : (int)(done * 100 / total);
        if (percent == shown) return;
        shown = percent;
        var filled = percent * Width / 100;
        screen.Write(string.Create(CultureInfo.InvariantCulture, $"\r[{new string('#', filled)}{new string('.', Width - filled)}] {percent,3} %"));
        screen.Flush();
    }
}
