using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace PiPS.Engine.Benchmarking.Scaling;

/// <summary>Fits one law to rates by least squares.</summary>
/// <remarks>
/// The parameters are the rate of one worker and one or two shares with bounds: no share is below 0, and the serial fraction isn't above 1. A
/// minimizer that is kept within bounds has no standard errors at them; so the law is fitted with each share free or held at a bound, and the
/// best fit whose free shares lie within their bounds is the answer. For three parameters that is six fits at the most. A share that is
/// held has no standard error.
/// </remarks>
internal static class LawFit
{
    private const int Rate = 0;
    private const int Serial = 1;
    private const int Coherency = 2;

    // A minimizer that looks no further leaves errors in the fifth digit with this.
    private const double Tolerance = 1e-14;
    private const int MostSteps = 10_000;

    /// <summary>The best fit.</summary>
    /// <param name="law">A <see cref="ScalingLaw"/>.</param>
    /// <param name="points">At least as many numbers of workers as the law has parameters, all with rates above 0.</param>
    public static ScalingFit Of(string law, IReadOnlyList<ScalingPoint> points)
    {
        Vector<double> workers = Vector<double>.Build.Dense([.. points.Select(point => (double)point.WorkerCount)]);

        // Rates are billions, shares thousandths: what is minimized is of the size of 1.
        double unit = points.Max(point => point.Rate);
        Vector<double> rates = Vector<double>.Build.Dense([.. points.Select(point => point.Rate / unit)]);
        Solution best = Candidates(law).Select(held => Fit(law, held, workers, rates)).OfType<Solution>().MinBy(fit => fit.Squares)!;

        return Result(law, points, best, rates, unit);
    }

    private static IEnumerable<double?[]> Candidates(string law)
    {
        foreach (double? serial in new double?[] { null, 0.0, 1.0 })
        {
            yield return [null, serial, 0.0];

            if (law == ScalingLaw.Universal)
            {
                yield return [null, serial, null];
            }
        }
    }

    /// <param name="law">The law.</param>
    /// <param name="held">What each parameter is held at; nothing if it is free.</param>
    /// <param name="workers">Numbers of workers.</param>
    /// <param name="rates">Their rates, the highest of them 1.</param>
    /// <returns>Nothing if a free share comes to lie outside of its bounds.</returns>
    private static Solution? Fit(string law, double?[] held, Vector<double> workers, Vector<double> rates)
    {
        int[] free = [.. Enumerable.Range(0, held.Length).Where(n => held[n] is null)];
        Vector<double> start = Vector<double>.Build.Dense(free.Length, n => free[n] == Rate ? (rates / workers).Maximum() : Guess(free[n]));
        double[] All(Vector<double> values) => [.. held.Select((value, n) => value ?? values[Array.IndexOf(free, n)])];

        IObjectiveModel model = ObjectiveFunction.NonlinearModel(
            (values, x) => x.Map(p => Predict(law, All(values), p)),
            (values, x) => Matrix<double>.Build.Dense(x.Count, free.Length, (row, column) => Slope(law, All(values), x[row], free[column])),
            workers,
            rates);
        double[] found = All(new LevenbergMarquardtMinimizer(1e-3, Tolerance, Tolerance, Tolerance, MostSteps).FindMinimum(model, start).MinimizingPoint);

        if (found[Rate] <= 0.0 || found[Serial] is < 0.0 or > 1.0 || found[Coherency] < 0.0)
        {
            return null;
        }

        Vector<double> left = rates - workers.Map(p => Predict(law, found, p));
        return new(found, Errors(law, found, free, workers, left), left, left.DotProduct(left));
    }

    private static double Guess(int parameter) => parameter == Serial ? 0.01 : 1e-4;

    private static double Predict(string law, double[] values, double p) => values[Rate] * SpeedUp(law, values, p);

    private static double SpeedUp(string law, double[] values, double p) => law == ScalingLaw.Gustafson
        ? p - (values[Serial] * (p - 1.0))
        : p / Divisor(values, p);

    private static double Divisor(double[] values, double p) => 1.0 + (values[Serial] * (p - 1.0)) + (values[Coherency] * p * (p - 1.0));

    private static double Slope(string law, double[] values, double p, int parameter) => (parameter, law) switch
    {
        (Rate, _) => SpeedUp(law, values, p),
        (_, ScalingLaw.Gustafson) => -values[Rate] * (p - 1.0),
        (Serial, _) => -values[Rate] * p * (p - 1.0) / (Divisor(values, p) * Divisor(values, p)),
        _ => -values[Rate] * p * p * (p - 1.0) / (Divisor(values, p) * Divisor(values, p)),
    };

    // The usual ones of least squares: the residual variance times the inverse of J'J.
    private static double?[] Errors(string law, double[] values, int[] free, Vector<double> workers, Vector<double> left)
    {
        double?[] errors = new double?[values.Length];
        int spare = left.Count - free.Length;

        if (spare > 0)
        {
            Matrix<double> slopes = Matrix<double>.Build.Dense(left.Count, free.Length, (row, column) => Slope(law, values, workers[row], free[column]));
            Matrix<double> covariance = slopes.TransposeThisAndMultiply(slopes).Inverse() * (left.DotProduct(left) / spare);

            for (int n = 0; n < free.Length; n++)
            {
                double error = Math.Sqrt(covariance[n, n]);
                errors[free[n]] = double.IsFinite(error) ? error : null;
            }
        }

        return errors;
    }

    private static ScalingFit Result(string law, IReadOnlyList<ScalingPoint> points, Solution fit, Vector<double> rates, double unit)
    {
        double variance = rates.Subtract(rates.Average()).PointwisePower(2.0).Sum();
        ScalingFit result = new()
        {
            Law = law,
            Type = points[0].Type,
            WorkerRate = fit.Values[Rate] * unit,
            WorkerRateError = fit.Errors[Rate] * unit,
            SerialFraction = fit.Values[Serial],
            SerialFractionError = fit.Errors[Serial],
            Coherency = fit.Values[Coherency],
            CoherencyError = fit.Errors[Coherency],
            Points = points.Count,
            RelativeError = Math.Sqrt(fit.Left.PointwiseDivide(rates).PointwisePower(2.0).Average()),

            // Where all rates are equal there is nothing to explain.
            Explained = variance > 0.0 ? 1.0 - (fit.Squares / variance) : 1.0,
            PeakWorkerCount = null,
            PeakSpeedUp = null,
            PeakRate = null,
        };
        (double? peak, double? most) = ScalingPeak.Of(result);
        return result with { PeakWorkerCount = peak, PeakSpeedUp = most, PeakRate = most * result.WorkerRate };
    }

    private sealed record Solution(double[] Values, double?[] Errors, Vector<double> Left, double Squares);
}
