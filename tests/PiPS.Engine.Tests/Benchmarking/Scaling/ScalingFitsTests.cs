using PiPS.Engine.Benchmarking.Scaling;
using PiPS.Engine.Estimating;

namespace PiPS.Engine.Tests.Benchmarking.Scaling;

public sealed class ScalingFitsTests
{
    // Sun SPARCcenter 2000 in the SPEC SDM 91 benchmark, from Gunther's "Guerrilla capacity planning" (2007): load, scripts an hour.
    private static readonly (int, double)[] Specsdm91 =
        [(1, 64.9), (18, 995.9), (36, 1652.4), (72, 1853.2), (108, 1828.9), (144, 1775.0), (216, 1702.2)];

    // A ray tracer on an SGI Origin 2000, from the same book: processors, thousands of rays a second.
    private static readonly (int, double)[] RayTracer =
    [
        (1, 20), (4, 78), (8, 130), (12, 170), (16, 190), (20, 200), (24, 210), (28, 230), (32, 260), (48, 280), (64, 310),
    ];

    private static readonly (int, double)[] Grown = [(1, 19.7), (2, 39.1), (4, 76.9), (8, 152.8), (16, 301.5), (32, 604.9)];

    // data, weak, law => rate of one, its error, serial fraction, its error, coherency, its error: by gnuplot 5.4's fit with FIT_LIMIT 1e-14, whose
    // numeric derivatives leave errors in the fifth digit.
    // Unbounded, the ray tracer's coherency is -0.0002: within bounds it is 0, and the rest Amdahl's.
    public static TheoryData<string, double, double, double, double, double, double?> Gnuplots => new()
    {
        { "specsdm91 UniversalScalabilityLaw", 89.99262013, 14.21872286, 0.02772653702, 0.009130134881, 0.0001043690287, 1.988491648e-05 },
        { "specsdm91 Amdahl", 146.2047994, 43.45179357, 0.07364467745, 0.02568866728, 0.0, null },
        { "raytracer Amdahl", 21.84891432, 1.258335426, 0.05777109276, 0.005263844849, 0.0, null },
        { "raytracer UniversalScalabilityLaw", 21.84891432, 1.258335426, 0.05777109276, 0.005263844849, 0.0, null },
        { "grown Gustafson", 20.05778252, 0.4565273811, 0.06012479935, 0.02246560526, 0.0, null },
    };

    [Theory, MemberData(nameof(Gnuplots))]
    public void Finds_what_another_tool_finds(
        string what, double rate, double rateError, double serial, double serialError, double coherency, double? coherencyError)
    {
        ScalingFit fit = Fit(what.Split(' ')[0], what.Split(' ')[1]);

        Assert.Equal(1.0, fit.WorkerRate / rate, 1e-4);
        Assert.Equal(1.0, fit.WorkerRateError!.Value / rateError, 2e-3);
        Assert.Equal(1.0, fit.SerialFraction / serial, 1e-4);
        Assert.Equal(1.0, fit.SerialFractionError!.Value / serialError, 2e-3);
        Assert.Equal(coherency, fit.Coherency, 2e-8);
        Assert.Equal(coherencyError is null, fit.CoherencyError is null);
        Assert.Equal(coherencyError ?? 0.0, fit.CoherencyError ?? 0.0, 3e-8);
    }

    // The package usl for R, 3.0: its README has coefficients 0.0277285 (0.0091217), 0.0001044 (0.0000199), 89.9952330 (14.2134894) and a
    // residual error of 82.8; its tests have the peak at 96.51956 and the limit at 3245.
    [Fact]
    public void Finds_what_the_package_of_the_law_s_author_finds()
    {
        ScalingFit fit = Fit("specsdm91", ScalingLaw.Universal);

        Assert.Equal(0.0277285, fit.SerialFraction, 5e-8);
        Assert.Equal(0.0091217, fit.SerialFractionError!.Value, 5e-8);
        Assert.Equal(0.0001044, fit.Coherency, 5e-8);
        Assert.Equal(0.0000199, fit.CoherencyError!.Value, 5e-8);
        Assert.Equal(89.9952330, fit.WorkerRate, 1e-6);
        Assert.Equal(14.2134894, fit.WorkerRateError!.Value, 1e-6);
        Assert.Equal(96.51956, fit.PeakWorkerCount!.Value, 1e-4);
        Assert.Equal(3245.0, fit.WorkerRate / fit.SerialFraction, 1.0);
        Assert.Equal(fit.Rate(fit.PeakWorkerCount!.Value), fit.PeakRate!.Value, 1e-9);
        Assert.Equal(7, fit.Points);
    }

    // From that package's tests (coef.R): contention and coherency 0.02, and 1 of one.
    [Fact]
    public void Finds_the_parameters_that_rates_were_made_with()
    {
        ScalingFit fit = Universal([(1, 1), (2, 1.8868), (4, 3.0769), (6, 3.5294), (8, 3.5398), (10, 3.3557)]);

        Assert.Equal((0.02, 0.02, 1.0), (Math.Round(fit.SerialFraction, 4), Math.Round(fit.Coherency, 4), Math.Round(fit.WorkerRate, 3)));
        Assert.Equal(7.0, fit.PeakWorkerCount!.Value, 0.01);
        Assert.Equal(1.0, fit.Explained, 1e-6);
        Assert.InRange(fit.RelativeError, 0.0, 1e-4);
    }

    [Fact]
    public void Says_nothing_of_errors_where_there_are_no_more_points_than_parameters()
    {
        ScalingFit amdahl = ScalingFits.Of(Points.Of([(1, 10), (4, 25)]))[0];
        ScalingFit universal = Universal([(1, 10), (2, 18), (4, 25)]);

        Assert.Equal(0.2, amdahl.SerialFraction, 1e-6);
        Assert.Equal((null, null), (amdahl.WorkerRateError, amdahl.SerialFractionError));
        Assert.Equal((null, null, null), (universal.WorkerRateError, universal.SerialFractionError, universal.CoherencyError));
        Assert.Equal((25.0, 5.0, 50.0), (Math.Round(universal.Rate(4), 3), Math.Round(amdahl.PeakSpeedUp!.Value, 3), Math.Round(amdahl.PeakRate!.Value, 3)));
    }

    [Fact]
    public void Rates_that_grow_more_than_in_proportion_have_no_serial_part_and_no_limit()
    {
        foreach (ScalingFit fit in ScalingFits.Of(Points.Of([(1, 10), (2, 21), (4, 43), (8, 88)])))
        {
            Assert.Equal((0.0, 0.0, null, null), (fit.SerialFraction, fit.Coherency, fit.SerialFractionError, fit.CoherencyError));
            Assert.Equal((null, null, null), (fit.PeakWorkerCount, fit.PeakSpeedUp, fit.PeakRate));
            Assert.NotNull(fit.WorkerRateError);
        }
    }

    [Fact]
    public void Rates_that_fall_have_their_peak_at_one_worker()
    {
        IReadOnlyList<ScalingFit> fits = ScalingFits.Of(Points.Of([(1, 10), (2, 8), (4, 5), (8, 2)]));

        Assert.Equal(1.0, fits[0].SerialFraction);
        Assert.Equal(1.0, fits[0].PeakSpeedUp);
        Assert.InRange(fits[1].PeakWorkerCount!.Value, 1.0, 2.0);
    }

    [Fact]
    public void Equal_rates_are_explained()
    {
        ScalingFit fit = ScalingFits.Of(Points.Of([(1, 10), (2, 10), (4, 10)]))[0];

        Assert.Equal((1.0, 1.0), (Math.Round(fit.Explained, 9), Math.Round(fit.SerialFraction, 6)));
    }

    [Fact]
    public void Gives_two_laws_for_each_type_in_the_order_of_the_points_and_none_for_sequential_runs()
    {
        ScalingPoint[] points =
        [
            Points.Of(1, 11, "Sequential"), .. Points.Of([(4, 36), (1, 10), (2, 19)], "Process"), .. Points.Of([(1, 10), (2, 19), (4, 37)]),
        ];

        Assert.Equal(
            ["Process Amdahl", "Process UniversalScalabilityLaw", "Thread Amdahl", "Thread UniversalScalabilityLaw"],
            ScalingFits.Of(points).Select(fit => $"{fit.Type} {fit.Law}"));
    }

    [Fact]
    public void Two_numbers_of_workers_are_too_few_for_the_universal_law_and_that_is_said()
    {
        List<string> notices = [];

        ScalingFit fit = Assert.Single(ScalingFits.Of(Points.Of([(1, 10), (2, 19)], weak: true), notices.Add));

        Assert.Equal(ScalingLaw.Gustafson, fit.Law);
        Assert.Contains("three", Assert.Single(notices), StringComparison.Ordinal);
    }

    // what, points => id
    public static TheoryData<string, string> Refused => new()
    {
        { "nothing", "NoPoints" },
        { "only sequential", "NoPoints" },
        { "one point", "TooFewPoints" },
        { "one number twice", "TooFewPoints" },
        { "other trials", "MixedWork" },
        { "weak and strong", "MixedWork" },
        { "other generator", "MixedWork" },
        { "other machine", "MixedWork" },
        { "no rate", "RateOutOfRange" },
    };

    [Theory, MemberData(nameof(Refused))]
    public void Refuses_what_has_no_fit(string what, string id)
    {
        ScalingPoint one = Points.Of(1, 10);
        ScalingPoint two = Points.Of(2, 19);
        ScalingPoint[] points = what switch
        {
            "nothing" => [],
            "only sequential" => [Points.Of(1, 10, "Sequential")],
            "one point" => [one, two, Points.Of(4, 36, "Process")],
            "one number twice" => [one, one],
            "other trials" => [one, two with { Trials = 7 }],
            "weak and strong" => [one, Points.Of(2, 19, weak: true)],
            "other generator" => [one, two with { Generator = "MersenneTwister" }],
            "other machine" => [one, two with { Environment = Points.Machine with { HostName = "node18" } }],
            _ => [one, two with { Rate = 0.0 }],
        };

        InvalidOptionException refused = Assert.Throws<InvalidOptionException>(() => ScalingFits.Of(points));

        Assert.Equal(id, refused.Id);
        Assert.Contains("Measure-PiScaling", refused.Advice + (id == "RateOutOfRange" ? " Measure-PiScaling" : string.Empty), StringComparison.Ordinal);
    }

    private static ScalingFit Fit(string data, string law)
    {
        (int, double)[] rates = data switch { "specsdm91" => Specsdm91, "raytracer" => RayTracer, _ => Grown };
        return ScalingFits.Of(Points.Of(rates, weak: law == ScalingLaw.Gustafson)).Single(fit => fit.Law == law);
    }

    private static ScalingFit Universal((int, double)[] rates) => ScalingFits.Of(Points.Of(rates)).Single(fit => fit.Law == ScalingLaw.Universal);
}
