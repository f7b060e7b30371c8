using Kalends.Domain.Access;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Description;
using Kalends.Server.Projecting;
using Kalends.Storage;

namespace Kalends.Server.Features.Events;

/// <summary>The routes of events and occurrences.</summary>
internal static class EventsResource
{
    private const string OfCalendar = "/calendars/{calendarId}/events";
    private const string One = "/events/{eventId}";

    public static IServiceCollection AddEvents(this IServiceCollection services) => services
        .AddShapes(EventShapesJson.Default)
        .AddSingleton<EventJson>()
        .AddSingleton<EventReplies>()
        .AddSingleton<EventPreconditions>()
        .AddSingleton<EditContexts>()
        .AddSingleton<StoreUpdate>()
        .AddSingleton<StoreReminders>()
        .AddSingleton<HotRanges>()
        .AddSingleton<RangeTags>()
        .AddSingleton<CreateEvent>()
        .AddSingleton<ListOccurrences>()
        .AddSingleton<GetEvent>()
        .AddSingleton<ReplaceEvent>()
        .AddSingleton<PatchEvent>()
        .AddSingleton<DeleteEvent>()
        .AddSingleton<MoveEvent>()
        .AddSingleton<AnswerInvitation>()
        .AddSingleton<SetReminders>()
        .AddSingleton<ReadHistory>()
        .AddSingleton<RestoreEvent>()
        .AddSingleton<ListTrash>()
        .AddSingleton<FindConflicts>()
        .AddSingleton<CountConflicts>()
        .AddSingleton<ListOpenTimes>()
        .AddSingleton<SettleTime>()
        .AddSingleton<ReadChanges>();

    public static void MapEvents(this IEndpointRouteBuilder routes)
    {
        var events = routes.MapGroup("").WithTags("Events");
        events.MapOfCalendar();
        events.MapWrites();
        events.MapOthers();
        events.MapOpenTimes();
    }

    private static void MapOfCalendar(this IEndpointRouteBuilder events)
    {
        events.MapCalendarOperation<CreateEvent>("POST", OfCalendar, CalendarAct.AddEvents).AcceptsKey().SendsUpdates()
            .Describe("createEvent", "Makes an event").Takes<EventContentShape>().Gives<EventShape>(201);
        events.MapCalendarOperation<ListOccurrences>("GET", OfCalendar, CalendarAct.See).Paged().Ranged()
            .Query("showCancelled", "true adds cancelled instances")
            .Describe("listOccurrences", "Reads the occurrences that overlap a range").Gives<OccurrencePageShape>(200).Gives(304);
        events.MapCalendarOperation<ReadChanges>("GET", "/calendars/{calendarId}/changes", CalendarAct.ReadChanges).Paged()
            .Query("syncToken", "nextSyncToken of the last time; left out, everything is read")
            .Query("start", "with end: each event comes with the number of its conflicts for the caller in that range")
            .Query("end", "as for /events/conflicts")
            .Describe("readChanges", "Reads what has changed since a client last asked").Gives<ChangePageShape>(200).Refuses(410);
        events.MapCalendarOperation<ListTrash>("GET", "/calendars/{calendarId}/trash", CalendarAct.ReadTrash).Paged()
            .Describe("listEventTrash", "Lists the deleted events of a calendar").Gives<EventPageShape>(200);
    }

    private static void MapWrites(this IEndpointRouteBuilder events)
    {
        events.MapEvent<ReplaceEvent>("PUT", One, EventAct.Edit).Preconditioned().Scoped().SendsUpdates()
            .Describe("replaceEvent", "Replaces an event, an instance, or an instance and those after it")
            .Takes<EventContentShape>().Gives<EventShape>(200).Refuses(409);
        events.MapEvent<PatchEvent>("PATCH", One, EventAct.Edit).Preconditioned().Scoped().SendsUpdates()
            .Describe("patchEvent", "Changes some of it (RFC 7396)").Takes<EventContentShape>().Gives<EventShape>(200).Refuses(409);
        events.MapEvent<DeleteEvent>("DELETE", One, EventAct.Delete).Preconditioned().Scoped().SendsUpdates()
            .Describe("deleteEvent", "Puts an event into the trash, or takes instances out of a series").Gives(204);
        events.MapEvent<MoveEvent>("POST", One + "/move", EventAct.Edit).SendsUpdates()
            .Describe("moveEvent", "Takes an event to another calendar").Takes<MoveShape>().Gives<EventShape>(200).Refuses(409);
        events.MapEvent<RestoreEvent>("POST", One + "/restore", EventAct.Restore).SendsUpdates()
            .Describe("restoreEvent", "Brings an event back from the trash, or an earlier version of it")
            .Takes<RestoreShape>().Gives<EventShape>(200).Refuses(409);
    }

    private static void MapOthers(this IEndpointRouteBuilder events)
    {
        events.MapOperation<FindConflicts>("GET", "/events/conflicts").Ranged()
            .Describe("findConflicts", "Tells when the caller is busy, and what takes the same time").Gives<ConflictsShape>(200);
        events.MapEvent<GetEvent>("GET", One, EventAct.Read)
            .Describe("getEvent", "Reads an event with its overrides").Gives<EventShape>(200);
        events.MapEvent<AnswerInvitation>("PUT", One + "/attendees/me", EventAct.Answer)
            .Describe("answerInvitation", "Answers an invitation, to the whole or to one instance")
            .Takes<InvitationAnswerShape>().Gives<EventShape>(200);
        events.MapEvent<SetReminders>("PUT", One + "/reminders/me", EventAct.SetReminders)
            .Describe("setReminders", "Sets the caller's own reminders").Takes<RemindersShape>().Gives<EventShape>(200);
        events.MapEvent<ReadHistory>("GET", One + "/history", EventAct.ReadHistory).Paged()
            .Describe("readHistory", "Tells what happened to an event, newest first").Gives<HistoryPageShape>(200);
    }

    private static void MapOpenTimes(this IEndpointRouteBuilder events)
    {
        events.MapEvent<ListOpenTimes>("GET", One + "/conflicts", EventAct.Edit)
            .Describe("listOpenTimes", "Lists times that were written without knowing of the one that holds").Gives<OpenTimePageShape>(200);
        events.MapEvent<SettleTime>("POST", One + "/conflicts/settle", EventAct.Edit)
            .Describe("settleTime", "Says which time holds").Takes<SettleTimeShape>().Gives<EventShape>(200);
    }

    private static IEndpointConventionBuilder MapEvent<TOperation>(
        this IEndpointRouteBuilder routes, string method, string path, EventAct act)
        where TOperation : class, IEventOperation
    {
        var services = routes.ServiceProvider;
        return routes.MapOperation(method, path, new OnEvent(
            services.GetRequiredService<TOperation>(),
            services.GetRequiredService<FindEvent>(),
            services.GetRequiredService<StorageSet>(),
            act));
    }

    private static IEndpointConventionBuilder Ranged(this IEndpointConventionBuilder route) => route
        .Query("start", "Inclusive, RFC 3339", isRequired: true)
        .Query("end", "Exclusive, at most five years later", isRequired: true);

    private static IEndpointConventionBuilder Scoped(this IEndpointConventionBuilder route) => route
        .Query("scope", "all (if it is left out), this or following")
        .Query("originalStart", "Of the instance, unless the scope is all");

    private static IEndpointConventionBuilder SendsUpdates(this IEndpointConventionBuilder route) =>
        route.Query("sendUpdates", "Which attendees are told: all, external or none");
}
