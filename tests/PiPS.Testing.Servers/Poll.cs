using System.Diagnostics;

namespace PiPS.Testing.Servers;

/// <summary>Waiting for what can only be looked at.</summary>
public static class Poll
{
    /// <summary>How long a machine that is busy may take: two minutes.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Looks again and again, until a condition holds.</summary>
    /// <param name="condition">What has to come true.</param>
    /// <param name="what">What is waited for, for the message.</param>
    /// <param name="more">More for the message, asked for at its end.</param>
    /// <exception cref="TimeoutException">It didn't come true in two minutes.</exception>
    public static void Until(Func<bool> condition, string what, Func<string>? more = null)
    {
        Stopwatch clock = Stopwatch.StartNew();

        while (!condition())
        {
            if (clock.Elapsed > Longest)
            {
                throw new TimeoutException($"{what} didn't come within {Longest.TotalSeconds} s. {more?.Invoke()}");
            }

            Thread.Sleep(20);
        }
    }
}
