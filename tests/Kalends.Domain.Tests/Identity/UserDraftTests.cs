using Kalends.Domain.Identity;

namespace Kalends.Domain.Tests.Identity;

public sealed class UserDraftTests
{
    private static readonly UserDraft Sound = new("ada@example.org", "Ada", "correct horse", null);

    [Fact]
    public void A_zone_that_is_left_out_is_utc() =>
        Assert.Equal("UTC", Assert.IsType<Checked<CheckedUser>.Accepted>(Sound.Check(Given.Rules)).Value.TimeZone);

    [Fact]
    public void Everything_missing_is_told() => Assert.Equal(["email", "name", "password"], Errors(new UserDraft(null, null, null, null)));

    [Theory]
    [InlineData("short")]
    [InlineData("seven77")]
    public void A_short_password_is_refused(string password) => Assert.Equal(["password"], Errors(Sound with { Password = password }));

    [Fact]
    public void A_password_that_would_take_long_to_hash_is_refused() =>
        Assert.Equal(["password"], Errors(Sound with { Password = new string('x', 257) }));

    [Fact]
    public void A_zone_is_an_iana_zone() => Assert.Equal(["timeZone"], Errors(Sound with { TimeZone = "Pacific Standard Time" }));

    [Fact]
    public void A_password_is_not_in_what_logs_print() =>
        Assert.DoesNotContain("horse", Assert.IsType<Checked<CheckedUser>.Accepted>(Sound.Check(Given.Rules)).Value.ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("ada@example.org")]
    [InlineData("ada.lovelace+cal@mail.example.co.uk")]
    [InlineData("ada@localhost")]
    [InlineData("o'hara@example.org")]
    [InlineData("jürg@zürich.example")]
    public void An_address_is_taken(string email) => Assert.True(AddressCheck.IsAddress(email));

    [Theory]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("ada")]
    [InlineData("@example.org")]
    [InlineData("ada@")]
    [InlineData("ada@@example.org")]
    [InlineData("a da@example.org")]
    [InlineData("ada@exa mple.org")]
    [InlineData("ada@example..org")]
    [InlineData(".ada@example.org")]
    [InlineData("ada.@example.org")]
    [InlineData("ada..l@example.org")]
    [InlineData("ada@-example.org")]
    [InlineData("ada@example.org\r\nBcc:all@example.org")]
    [InlineData("<ada@example.org>")]
    public void What_is_no_address_is_not(string email) => Assert.False(AddressCheck.IsAddress(email));

    [Fact]
    public void An_address_has_a_greatest_length()
    {
        Assert.False(AddressCheck.IsAddress(new string('a', 65) + "@example.org"));
        Assert.False(AddressCheck.IsAddress("a@" + string.Join('.', Enumerable.Repeat("abcdefghi", 30))));
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("9223372036854775807", true)]
    [InlineData("9223372036854775808", false)]
    [InlineData("0", false)]
    [InlineData("-5", false)]
    [InlineData("01", false)]
    [InlineData(" 1", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void An_id_has_one_text(string? text, bool isId) => Assert.Equal(isId, UserId.TryRead(text, out _));

    private static IEnumerable<string> Errors(UserDraft draft) =>
        Assert.IsType<Checked<CheckedUser>.Refused>(draft.Check(Given.Rules)).Refusal.Errors.Keys;
}
