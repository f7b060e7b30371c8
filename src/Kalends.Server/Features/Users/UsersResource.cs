using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Description;

namespace Kalends.Server.Features.Users;

/// <summary>The routes of users, their sessions and app passwords.</summary>
internal static class UsersResource
{
    public static IServiceCollection AddUsers(this IServiceCollection services) => services
        .AddShapes(UserJson.Default)
        .AddSingleton<CreateUser>()
        .AddSingleton<CreateSession>()
        .AddSingleton<EndSession>()
        .AddSingleton<GetMe>()
        .AddSingleton<ReplacePreferences>()
        .AddSingleton<CreateAppPassword>()
        .AddSingleton<ListAppPasswords>()
        .AddSingleton<RevokeAppPassword>();

    public static void MapUsers(this IEndpointRouteBuilder routes)
    {
        var users = routes.MapGroup("").WithTags("Users");
        users.MapOperation<CreateUser>("POST", "/users").OpenToAll()
            .Describe("createUser", "Signs somebody up, with a first calendar named after them").Takes<SignUpBody>().Gives<UserBody>(201).Refuses(409);
        users.MapOperation<CreateSession>("POST", "/sessions").OpenToAll()
            .Describe("createSession", "Logs in").Takes<LogInBody>().Gives<SessionBody>(201).Refuses(401);
        users.MapOperation<EndSession>("DELETE", "/sessions/current")
            .Describe("endSession", "Logs out: the token is dead from then on").Gives(204);
        users.MapOperation<GetMe>("GET", "/users/me")
            .Describe("getMe", "Reads the caller's own account").Gives<UserBody>(200);
        users.MapOperation<ReplacePreferences>("PUT", "/users/preferences")
            .Describe("replacePreferences", "Sets how the caller sees time").Takes<PreferencesContentBody>().Gives<UserBody>(200);
        users.MapOperation<CreateAppPassword>("POST", "/users/me/app-passwords").AcceptsKey()
            .Describe("createAppPassword", "Makes a password for one program; it is shown once").Takes<AppPasswordLabelBody>().Gives<AppPasswordBody>(201);
        users.MapOperation<ListAppPasswords>("GET", "/users/me/app-passwords").Paged()
            .Describe("listAppPasswords", "Lists the caller's app passwords, oldest first").Gives<AppPasswordPage>(200);
        users.MapOperation<RevokeAppPassword>("DELETE", "/users/me/app-passwords/{id}")
            .Describe("revokeAppPassword", "Takes an app password back").Gives(204);
    }
}
