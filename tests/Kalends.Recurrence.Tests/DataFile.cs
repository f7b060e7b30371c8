namespace Kalends.Recurrence.Tests;

internal static class DataFile
{
    internal static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Data", name);
}
