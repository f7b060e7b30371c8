using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;
using Kalends.ICalendar;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Problems;
using Kalends.Storage.Imports;
using Kalends.Storage.Users;
using Microsoft.AspNetCore.Http.Features;

namespace Kalends.Server.Features.Imports;

/// <summary>
/// Reads a file into a calendar while it arrives: creates events, or updates those of the same UID. What was stored stays if the file
/// breaks off; sending it again goes on, since what is there already is left as it is.
/// </summary>
internal sealed class ImportCalendar(ImportTools tools, IUserStore users, RequestLimits limits) : ICalendarOperation
{
    public async Task<Reply> Handle(Call call, CalendarView view)
    {
        var request = ImportRequest.Read(call);
        if (call.Refused() is { } refused) return refused;
        if (call.Request.ContentLength > limits.ImportBytes) return ProblemKinds.BodyTooLarge(limits.ImportBytes);
        // The reader of the file counts; the transport would cut the connection before the answer.
        if (call.Request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;

        var user = await call.ReadUser(users);
        var import = new Import
        {
            Id = request.Id, UserId = user.Id, CalendarId = view.Calendar.Id, IsDryRun = request.IsDryRun,
            StartedAt = call.Now, UpdatedAt = call.Now,
        };
        await tools.Imports.Begin(import, call.Cancellation);
        var run = new ImportFile(tools, new ImportTarget(view.Calendar, new Caller(user.Id, user.Email), call.Ids), import);
        var stopped = await run.Read(call.Request.BodyReader, new ParsingLimits { MaxSize = limits.ImportBytes }, call.Cancellation);
        return Answer(call, run.Import, stopped);
    }

    private Reply Answer(Call call, Import import, Reading.Refused? stopped)
    {
        var location = $"/imports/{import.Id}";
        if (stopped is null) return Reply.Ok(ImportBody.From(import, call.Now), ImportJson.Default.ImportBody).At(location);
        if (stopped.Reason == RefusalReason.TooLarge) return ((Reply)ProblemKinds.BodyTooLarge(limits.ImportBytes)).At(location);
        return ((Reply)Domain.Refusal.Invalid.Of($"line {stopped.Line}", FileFaults.Words(stopped.Reason))).At(location);
    }
}
