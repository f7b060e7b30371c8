namespace Kalends.Server.Tests.UnderFaults;

/// <summary>Whether a calendar is shared with a neighbour, by what was acknowledged.</summary>
internal sealed class KnownShare(Person owner, Person neighbour)
{
    private readonly Turn turn = new();
    private volatile ShareView view = new(IsShared: false);

    public ShareView View => view;

    public Person Neighbour => neighbour;

    /// <summary>Gives it, or takes it away; false where somebody is at it.</summary>
    public Task<bool> TryToggle() => turn.Try(async () =>
    {
        var wanted = view.IsShared is null or false;
        view = new ShareView(null);
        var call = wanted
            ? new Call("POST", $"/calendars/{owner.Calendar}/share", new { email = neighbour.User.Email, permission = "view" })
            : new Call("DELETE", $"/calendars/{owner.Calendar}/shares/{neighbour.User.UserId}");
        var answer = await owner.Try(call with { About = neighbour });
        if (answer is { IsSuccess: true }) view = new ShareView(wanted);
        else if (answer is not null) owner.Wrong($"{call}: {answer.Raw}");
    });
}

/// <summary>What is known of a share; each change is another view.</summary>
/// <param name="IsShared">Null while a change is under way or was not answered.</param>
internal sealed record ShareView(bool? IsShared);
