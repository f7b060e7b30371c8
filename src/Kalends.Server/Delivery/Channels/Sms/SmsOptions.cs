using Kalends.Server.Hosting;

namespace Kalends.Server.Delivery.Channels.Sms;

/// <summary>The HTTP gateway that sends text messages.</summary>
/// <param name="Url">Where they are posted.</param>
/// <param name="From">Number or name that they come from.</param>
internal sealed record SmsOptions(Uri Url, string From)
{
    /// <summary>Account and token of the gateway (Basic), or none.</summary>
    public string? Account { get; init; }

    public string? Token { get; init; }

    /// <summary>
    /// The body, with <c>{to}</c>, <c>{from}</c>, <c>{text}</c> and <c>{key}</c>, each written as the media type wants it. As it is,
    /// Twilio and those that copy it understand it.
    /// </summary>
    public string Template { get; init; } = "To={to}&From={from}&Body={text}";

    /// <summary>Of the body: a form, or JSON.</summary>
    public string MediaType { get; init; } = SmsGateway.Form;

    public static SmsOptions? Read(Settings settings)
    {
        if (settings.Address("Sms:Url") is not { } url) return null;
        var from = settings.Text("Sms:From") ?? throw new InvalidConfigurationException("Kalends:Sms:From", "is required with an address");
        var defaults = new SmsOptions(url, from);
        var options = defaults with
        {
            Account = settings.Text("Sms:Account"),
            Token = settings.Text("Sms:Token"),
            Template = settings.Text("Sms:Template") ?? defaults.Template,
            MediaType = settings.Text("Sms:MediaType") ?? defaults.MediaType,
        };
        return options.MediaType is SmsGateway.Form or SmsGateway.Json
            ? options
            : throw new InvalidConfigurationException("Kalends:Sms:MediaType", $"must be {SmsGateway.Form} or {SmsGateway.Json}");
    }

    /// <summary>No token in logs.</summary>
    public override string ToString() => $"{nameof(SmsOptions)} {Url.Authority}";
}
