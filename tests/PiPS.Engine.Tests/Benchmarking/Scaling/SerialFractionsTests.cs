using PiPS.Engine.Benchmarking.Scaling;

namespace PiPS.Engine.Tests.Benchmarking.Scaling;

public sealed class SerialFractionsTests
{
    // workers, speed-up => serial fraction: the two examples of Karp and Flatt's metric in M. J. Quinn, "Parallel programming in C with MPI
    // and OpenMP" (2003), section 7.5. Speed-ups are rounded there; both end with the same row.
    public static TheoryData<int, double, double> Quinns => new()
    {
        { 2, 1.82, 0.10 }, { 3, 2.50, 0.10 }, { 4, 3.08, 0.10 }, { 5, 3.57, 0.10 }, { 6, 4.00, 0.10 }, { 7, 4.38, 0.10 }, { 8, 4.71, 0.10 },
        { 2, 1.87, 0.070 }, { 3, 2.61, 0.075 }, { 4, 3.23, 0.080 }, { 5, 3.73, 0.085 }, { 6, 4.14, 0.090 }, { 7, 4.46, 0.095 },
    };

    [Theory, MemberData(nameof(Quinns))]
    public void Karp_and_Flatts_is_the_textbooks(int workers, double speedUp, double fraction)
        => Assert.Equal(fraction, SerialFractions.KarpFlatt(speedUp, workers)!.Value, 1.1e-3);

    // Gustafson's paper (CACM 31, 1988) tells of programs on 1024 processors, sped up 1016 to 1020 times with 0.8 to 0.4 per cent serial.
    [Theory]
    [InlineData(1024, 1020.0, 0.004)]
    [InlineData(1024, 1016.0, 0.008)]
    public void Gustafsons_is_what_his_law_says(int workers, double speedUp, double fraction)
        => Assert.Equal(fraction, SerialFractions.Gustafson(speedUp, workers)!.Value, 3e-4);

    [Fact]
    public void One_worker_has_none()
    {
        Assert.Null(SerialFractions.KarpFlatt(1.0, 1));
        Assert.Null(SerialFractions.Gustafson(1.0, 1));
    }

    [Fact]
    public void Is_below_zero_where_workers_do_more_than_their_share()
    {
        Assert.True(SerialFractions.KarpFlatt(2.1, 2) < 0.0);
        Assert.True(SerialFractions.Gustafson(2.1, 2) < 0.0);
    }
}
