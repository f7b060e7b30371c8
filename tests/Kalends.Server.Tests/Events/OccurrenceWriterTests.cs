using System.Buffers;
using System.Text;
using System.Text.Json;
using CsCheck;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Occurrences;
using Kalends.Server.Features.Events;
using NodaTime;
using NodaTime.Text;

namespace Kalends.Server.Tests.Events;

/// <summary>The hand-written JSON against a serialiser and NodaTime's own texts.</summary>
public sealed class OccurrenceWriterTests
{
    private const long First = -62_135_596_800; // 0001-01-01
    private const long Last = 253_402_300_799; // 9999-12-31T23:59:59

    private static readonly LocalDateTimePattern Wall = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss");

    [Fact]
    public void Every_wall_time_is_written_as_NodaTime_writes_it() =>
        Gen.Long[First, Last].Sample(seconds =>
        {
            Span<byte> text = stackalloc byte[Utf8Time.LocalLength];
            new Utf8Time().WriteLocal(text, seconds);
            Assert.Equal(Wall.Format(Instant.FromUnixTimeSeconds(seconds).InUtc().LocalDateTime), Encoding.ASCII.GetString(text));
        });

    [Theory]
    [InlineData(Last, 32_400, "9999-12-31T23:59:59+09:00")]
    [InlineData(First, -18_000, "0001-01-01T00:00:00-05:00")]
    public void A_wall_beyond_the_years_that_can_be_written_stands_at_their_end(long seconds, int offset, string expected)
    {
        Span<byte> text = stackalloc byte[Utf8Time.OffsetTimeLength];
        new Utf8Time().WriteOffsetTime(text, seconds, offset);
        Assert.Equal(expected, Encoding.ASCII.GetString(text));
    }

    [Theory]
    [InlineData(0, "1970-01-01T00:00:00+00:00")]
    [InlineData(19_800, "1970-01-01T05:30:00+05:30")]
    [InlineData(-18_000, "1969-12-31T19:00:00-05:00")]
    [InlineData(-17_762, "1969-12-31T19:03:58-04:56")] // local mean time: the wall is exact, the offset cut to the minute
    [InlineData(-30, "1969-12-31T23:59:30+00:00")]
    public void An_offset_is_written_in_whole_minutes(int offset, string expected)
    {
        Span<byte> text = stackalloc byte[Utf8Time.OffsetTimeLength];
        new Utf8Time().WriteOffsetTime(text, 0, offset);
        Assert.Equal(expected, Encoding.ASCII.GetString(text));
        Assert.Equal(expected, new Domain.Time.ResolvedTime(Instant.FromUnixTimeSeconds(0), Offset.FromSeconds(offset)).ToString());
    }

    [Fact]
    public void Whatever_the_texts_hold_the_JSON_says_the_same() =>
        Gen.Select(Gen.String, Gen.String, Gen.Long[First + 86_400, Last - 200_000], Gen.Int[-54_000, 54_000], Gen.Bool).Sample((title, place, start, minutes, isDay) =>
        {
            var (cleanTitle, cleanPlace) = (Clean(title), Clean(place));
            var offset = Offset.FromSeconds(minutes / 60 * 60);
            var face = new Face
            {
                Title = cleanTitle, Description = cleanPlace, Location = cleanPlace, StartZone = isDay ? null : "Europe/Zurich",
                EndZone = isDay ? null : "America/New_York", OriginalZone = isDay ? null : "Europe/Zurich", Status = EventStatus.Tentative,
                Transparency = Transparency.Transparent, Visibility = Visibility.Default, Recurring = isDay, IsModified = !isDay, Version = 42,
            };
            var at = Instant.FromUnixTimeSeconds(start);
            var times = new OccurrenceTimes
            {
                Start = at, End = at + Duration.FromHours(24), StartOffset = offset, EndOffset = offset, Original = at, OriginalOffset = offset,
            };
            var occurrence = new Occurrence(new OccurrenceId(Guid.CreateVersion7()), new EventId(Guid.CreateVersion7()), times, face);
            var output = new ArrayBufferWriter<byte>();
            var writer = new OccurrenceWriter(output);
            writer.Write(FaceJson.Of(occurrence, new CalendarId(long.MaxValue)).Full, occurrence);
            writer.Flush();
            var json = JsonElement.Parse(output.WrittenSpan);
            Assert.Equal((cleanTitle, cleanPlace, cleanPlace), (json.Of("title"), json.Of("description"), json.Of("location")));
            Assert.Equal(occurrence.Id.ToString(), json.Of("occurrenceId"));
            Assert.Equal(long.MaxValue.ToString(null, null), json.Of("calendarId"));
            var wall = Wall.Format(at.WithOffset(offset).LocalDateTime);
            Assert.Equal(isDay ? wall[..10] : wall, isDay ? json.Of("start", "date") : json.Of("start", "dateTime")[..19]);
            Assert.Equal(Wall.Format(at.InUtc().LocalDateTime) + "Z", json.Of("startUtc"));
            Assert.Equal(("tentative", "transparent", 42), (json.Of("status"), json.Of("transparency"), json.GetProperty("version").GetInt32()));
        });

    /// <summary>What the API would have refused cannot be stored.</summary>
    private static string Clean(string text) => new([.. text.Where(letter => !char.IsSurrogate(letter) && !char.IsControl(letter))]);
}
