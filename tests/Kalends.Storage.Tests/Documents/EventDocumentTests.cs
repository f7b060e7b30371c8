using System.Collections;
using System.Reflection;
using CsCheck;
using Kalends.Domain.Events;
using Kalends.Storage.Documents;
using Kalends.Testing.Building;

namespace Kalends.Storage.Tests.Documents;

public sealed class EventDocumentTests
{
    [Fact]
    public void Every_member_of_an_event_survives() =>
        EventGen.Event.Sample(@event => AssertSame(@event, EventDocument.Decode(EventDocument.Encode(@event)), "event"), iter: 2_000);

    [Fact]
    public void Every_member_of_a_history_entry_survives() =>
        EventGen.Event.Sample(@event =>
        {
            HistoryEntry entry = Make.History(@event) with { Action = HistoryAction.Moved, Scope = EditScope.Following };
            AssertSame(entry, HistoryDocument.Decode(HistoryDocument.Encode(entry)), "entry");
        }, iter: 200);

    [Fact]
    public void A_member_that_a_later_version_added_is_skipped()
    {
        Event @event = Make.Event(Make.CalendarId());
        var writer = new FieldWriter();
        writer.Integer(1_000, long.MinValue);
        writer.Text(1_001, "from the future");
        EventDocument.Write(writer, @event);
        AssertSame(@event, EventDocument.Decode(writer.ToArray()), "event");
    }

    [Fact]
    public void Damaged_bytes_are_refused_in_words()
    {
        byte[] document = EventDocument.Encode(Make.Event(Make.CalendarId()));
        Assert.Throws<StorageException>(() => EventDocument.Decode([]));
        Assert.Throws<StorageException>(() => EventDocument.Decode([9, .. document.AsSpan(1)]));
        for (int length = 1; length < document.Length; length += 7)
            Assert.Throws<StorageException>(() => EventDocument.Decode(document.AsSpan(0, length)));
    }

    /// <summary>Compares member by member, through lists: records with immutable arrays compare those by reference.</summary>
    private static void AssertSame(object? expected, object? actual, string path)
    {
        if (expected is IEnumerable list and not string)
        {
            object?[] items = [.. list.Cast<object?>()], others = [.. ((IEnumerable)actual!).Cast<object?>()];
            Assert.Equal((path, items.Length), (path, others.Length));
            for (int at = 0; at < items.Length; at++) AssertSame(items[at], others[at], $"{path}[{at}]");
            return;
        }
        if (expected is null or ValueType || !expected.GetType().FullName!.StartsWith("Kalends.", StringComparison.Ordinal))
        {
            Assert.True(Equals(expected, actual), $"{path}: {expected} became {actual}");
            return;
        }
        Assert.Equal(expected.GetType(), actual?.GetType());
        foreach (PropertyInfo member in expected.GetType().GetProperties())
            if (member.CanWrite) AssertSame(member.GetValue(expected), member.GetValue(actual), $"{path}.{member.Name}");
    }
}
