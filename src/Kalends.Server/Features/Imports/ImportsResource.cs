using Kalends.Domain;
using Kalends.Domain.Access;
using Kalends.ICalendar;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Description;
using Kalends.Server.Projecting;
using Kalends.Storage;

namespace Kalends.Server.Features.Imports;

/// <summary>The routes of imports.</summary>
internal static class ImportsResource
{
    public static IServiceCollection AddImports(this IServiceCollection services) => services
        .AddShapes(ImportJson.Default)
        .AddSingleton(provider => provider.GetRequiredService<StorageSet>().Imports)
        .AddSingleton<ImportedIds>()
        .AddSingleton(Tools)
        .AddSingleton<ImportCalendar>()
        .AddSingleton<GetImport>()
        .AddSingleton<ListImportItems>();

    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        var imports = routes.MapGroup("").WithTags("Imports");
        imports.MapCalendarOperation<ImportCalendar>("POST", "/calendars/{calendarId}/import", CalendarAct.AddEvents).Transfers()
            .Query("dryRun", "true only tells what would be done")
            .Query("importId", "A UUID of the client's, to ask for the progress while the file is sent")
            .Describe("importCalendar", "Reads an iCalendar file into a calendar").TakesText("text/calendar").Gives<ImportBody>(200);
        imports.MapOperation<GetImport>("GET", "/imports/{importId}")
            .Describe("getImport", "Tells how far an import is").Gives<ImportBody>(200);
        imports.MapOperation<ListImportItems>("GET", "/imports/{importId}/items").Paged()
            .Query("outcome", "Only those that were created, updated, unchanged or refused")
            .Describe("listImportItems", "Tells what became of each component of a file").Gives<ImportItemPage>(200);
    }

    private static ImportTools Tools(IServiceProvider provider)
    {
        var storage = provider.GetRequiredService<StorageSet>();
        return new ImportTools(provider.GetRequiredService<DomainRules>(), provider.GetRequiredService<ZoneResolver>(), storage.Events)
        {
            Users = storage.Users,
            Imports = storage.Imports,
            Commit = provider.GetRequiredService<CommitEvents>(),
            Ids = provider.GetRequiredService<ImportedIds>(),
            Clock = provider.GetRequiredService<TimeProvider>(),
        };
    }
}
