namespace Kalends.Server.Interchange;

/// <summary>Calendars as iCalendar text, for whichever feature gives it out.</summary>
internal static class InterchangeServices
{
    public static IServiceCollection AddInterchange(this IServiceCollection services) => services
        .AddSingleton<BusyUids>()
        .AddSingleton<WriterParts>()
        .AddSingleton<ReadLive>()
        .AddSingleton<WriteCalendar>();
}
