using PiPS.Engine.Estimating;

namespace PiPS.Engine.Tests.Estimating;

public sealed class DurationInputTests
{
    // given => seconds
    public static TheoryData<object, double> Durations => new()
    {
        { TimeSpan.FromMinutes(1), 60 },
        { 10, 10 },
        { 10L, 10 },
        { (byte)10, 10 },
        { 0.5, 0.5 },
        { 0.5f, 0.5 },
        { 0.25m, 0.25 },
        { "10", 10 },
        { " 0.5 ", 0.5 },
        { "1e-3", 0.001 },
        { "00:10:00", 600 },
        { "1:02:03", 3723 },
        { "00:00:00.25", 0.25 },
        { "1.12:00:00", 129_600 },
        { -1, -1 },
        { "-00:00:01", -1 },
    };

    public static TheoryData<object?> Refused => new((object?[])
        [
            null, "", "soon", "10s", "1,5", "10:", "10:30", "1.10:30", "::", "25:00:00", "00:60:00", "00:00:60", "1:2:3:4", "NaN", "Infinity", double.NaN, double.PositiveInfinity, 1e300,
            "1e300", decimal.MaxValue, ulong.MaxValue, DayOfWeek.Friday, true, 'x',
        ]);

    [Theory, MemberData(nameof(Durations))]
    public void Reads_seconds_or_hours_minutes_and_seconds(object given, double seconds)
        => Assert.Equal(TimeSpan.FromSeconds(seconds), DurationInput.Read(given));

    [Theory, MemberData(nameof(Refused))]
    public void Refuses_the_rest(object? given)
    {
        InvalidOptionException refused = Assert.Throws<InvalidOptionException>(() => DurationInput.Read(given));

        Assert.Equal("DurationOutOfRange", refused.Id);
        Assert.Same(given, refused.Target);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public void Reads_the_same_in_every_culture(string culture) => Cultures.In(culture, () =>
    {
        Assert.Equal(TimeSpan.FromSeconds(1.5), DurationInput.Read("1.5"));
        Assert.Equal(TimeSpan.FromSeconds(1.5), DurationInput.Read(1.5));
        Assert.Equal(TimeSpan.FromSeconds(1.5), DurationInput.Read("00:00:01.5"));
        Assert.Throws<InvalidOptionException>(() => DurationInput.Read("1,5"));
    });
}
