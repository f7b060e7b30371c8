namespace Kalends.ICalendar.Tests;

public sealed class Placeholder
{
    [Fact]
    public void The_house_builds() => Assert.NotEmpty(typeof(Placeholder).Assembly.GetTypes());
}
