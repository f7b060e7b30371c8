using Kalends.Domain.Events;
using Kalends.Domain.Occurrences;

namespace Kalends.Domain.Tests.Occurrences;

public sealed class FaceViewTests
{
    private static readonly Face Lunch = new()
    {
        Title = "Lunch", Description = "", Location = "", StartZone = "Europe/Zurich", EndZone = "Europe/Zurich",
        OriginalZone = "Europe/Zurich", Status = EventStatus.Confirmed, Transparency = Transparency.Opaque,
        Visibility = Visibility.Default, Recurring = false, IsModified = false, Version = 1,
    };

    [Fact]
    public void A_view_is_found_again_with_its_face_but_not_with_a_changed_copy()
    {
        var face = Lunch with { };
        var view = new Text(face);
        face.View = view;
        Assert.Same(view, face.View);
        Assert.Null((face with { Title = "Dinner" }).View);
        Assert.Null((face with { }).View);
    }

    [Fact]
    public void Faces_that_differ_only_in_a_view_are_equal()
    {
        var face = Lunch with { };
        face.View = new Text(face);
        Assert.Equal(Lunch, face);
        Assert.Equal(Lunch.GetHashCode(), face.GetHashCode());
    }

    private sealed class Text(Face face) : FaceView(face);
}
