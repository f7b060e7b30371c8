using Kalends.Domain;

namespace Kalends.Server.Hosting.Calls;

internal static class ReadErrors
{
    /// <summary>Puts errors of form before errors of content: a member that could not be read is not called missing as well.</summary>
    public static Refusal.Invalid After(this Refusal.Invalid content, InputErrors form) => new(content.Errors.SetItems(form.ToRefusal().Errors));
}
