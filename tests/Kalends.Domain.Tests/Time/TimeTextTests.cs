using System.Text;
using CsCheck;
using Kalends.Domain.Time;
using NodaTime;
using NodaTime.Text;

namespace Kalends.Domain.Tests.Time;

public sealed class TimeTextTests
{
    private static readonly Gen<Instant> Instants =
        Gen.Long[Instant.FromUtc(1, 1, 2, 0, 0).ToUnixTimeSeconds(), Instant.FromUtc(9999, 12, 30, 0, 0).ToUnixTimeSeconds()].Select(Instant.FromUnixTimeSeconds);

    [Fact]
    public void Instants_are_written_as_a_parser_of_the_field_reads_them() => Instants.Sample(instant =>
        InstantPattern.General.Parse(TimeText.Of(instant)).Value == instant);

    [Fact]
    public void Times_with_offset_are_written_as_a_parser_of_the_field_reads_them() =>
        Gen.Select(Instants, Gen.Int[-14 * 60, 14 * 60]).Sample((instant, minutes) =>
        {
            var offset = Offset.FromSeconds(minutes * 60);
            var text = new ResolvedTime(instant, offset).ToString();
            return OffsetDateTimePattern.Rfc3339.Parse(text).Value == instant.WithOffset(offset);
        });

    [Fact]
    public void Offsets_with_seconds_are_cut_to_the_minute() =>
        Assert.Equal("1800-01-01T12:00:00-04:56", new ResolvedTime(
            new LocalDateTime(1800, 1, 1, 12, 0).WithOffset(Offset.FromHoursAndMinutes(-4, -56) - Offset.FromSeconds(2)).ToInstant(),
            Offset.FromHoursAndMinutes(-4, -56) - Offset.FromSeconds(2)).ToString());

    [Fact]
    public void Dates_have_four_digits_of_year()
    {
        var text = new byte[TimeText.DateLength];
        TimeText.WriteDate(new LocalDate(33, 4, 3), text);
        Assert.Equal("0033-04-03", Encoding.ASCII.GetString(text));
    }

    [Fact]
    public void A_buffer_that_is_too_short_is_not_written()
    {
        var fits = new ResolvedTime(Given.Now, Offset.Zero).TryFormat(new byte[ResolvedTime.Length - 1], out var written, default, null);
        Assert.False(fits);
        Assert.Equal(0, written);
    }
}
