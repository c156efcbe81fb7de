using System.Diagnostics;
using PiPS.Engine.Protocol;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Launchers.Testing;

/// <summary>Puts one worker on one place, asks it what it is, has it count, and ends it.</summary>
internal sealed class HostTry
{
    private readonly TestPlace _place;
    private readonly TimeSpan _time;
    private readonly long _began = Stopwatch.GetTimestamp();
    private HostTest _row;

    /// <param name="place">The place.</param>
    /// <param name="time">How long it may take.</param>
    public HostTry(TestPlace place, TimeSpan time)
    {
        _place = place;
        _time = time;
        _row = new() { Place = place.Name, Status = nameof(HostStatus.TimedOut), Threads = place.Launcher.ThreadsPerWorker };
    }

    /// <summary>Tries it.</summary>
    /// <param name="stop">Ends it at once.</param>
    /// <returns>What came of it, failures too.</returns>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public HostTest Run(CancellationToken stop)
    {
        using LaunchSession session = LaunchSession.Open(_place.Launcher, _ => { });
        int times = 0;

        while (TryOnce(session, stop) is LaunchFailure failure)
        {
            // Such as a log-in that the server dropped because others were under way: it is no fault of the host's.
            if (session.Site.Forgives(failure, ++times) is not TimeSpan pause || IsOver || stop.WaitHandle.WaitOne(pause))
            {
                break;
            }
        }

        stop.ThrowIfCancellationRequested();
        return _row;
    }

    private bool IsOver => Stopwatch.GetElapsedTime(_began) >= _time;

    // Why it failed; nothing if it didn't.
    private LaunchFailure? TryOnce(LaunchSession session, CancellationToken stop)
    {
        try
        {
            // Alone in its session it needn't wait for others.
            if (session.Place(ComputeProgram.Of(_place.Launcher), () => IsOver || stop.IsCancellationRequested) is WorkerCommand command)
            {
                using WorkerLink link = new(WorkerProcess.Start(command), Wire.MaximumPayload);
                using TryWatch watch = new(link, _began, _time, stop);
                Talk(link, command.Landing!);
                return null;
            }

            return Failed(HostFinding.TimedOut(_place.Name, _time), string.Empty);
        }
        catch (WorkerLostException lost)
        {
            return Failed(lost.Failure ?? new(nameof(LaunchFailure.NoHello), lost.Message, "Try by hand what it was started with."), lost.LastWords);
        }
        catch (HostsFailedException closing)
        {
            return Failed(new(nameof(LaunchFailure.Closing), closing.Message, "Wait for the next allocation, or ask for more time."), string.Empty);
        }
    }

    private void Talk(WorkerLink link, Landing landing)
    {
        try
        {
            // It finds its job when it gets up.
            link.Post(HostTrial.Job, static (encoder, content) => encoder.Job(content));
            HostTrial trial = new(questions => Ask(link, questions));
            Hello hello = link.Greet();
            DateTime here = DateTime.UtcNow;
            _row = Introduced(hello) with { StartUp = Stopwatch.GetElapsedTime(_began).TotalSeconds };
            trial.Run(hello.Processors, _row.Threads);

            // The hello's clock was read half a round trip before it came.
            double ahead = (new DateTime(hello.Clock, DateTimeKind.Utc) - here).TotalSeconds + (trial.RoundTrip.TotalSeconds / 2.0);
            _row = _row with { Rate = trial.Rate, RoundTrip = trial.RoundTrip.TotalSeconds, ClockOffset = ahead };
            HostFinding finding = trial.IsRight ? HostFinding.OfClock(_place.Name, ahead, trial.RoundTrip.TotalSeconds) : HostFinding.Miscount(_place.Name);
            _row = _row with { Status = finding.Status.ToString(), Message = finding.Message, Recommendation = finding.Advice };
        }
        catch (Exception error) when (Obituary.IsLoss(error))
        {
            if (landing.Hello is Hello hello)
            {
                _row = Introduced(hello);
            }

            throw link.Lost(error);
        }
    }

    private static List<Counted> Ask(WorkerLink link, IReadOnlyList<Count> questions)
    {
        foreach (Count question in questions)
        {
            link.Post(question, static (encoder, content) => encoder.Count(content));
        }

        List<Counted> answers = [];

        foreach (Count question in questions)
        {
            Counted counted = Counted.Read(link.Next());

            if (counted.Range != question.Range || counted.Trials != question.Blocks * HostTrial.Job.BlockSize)
            {
                throw new ProtocolException(Rejection.Malformed, $"The answer to {question} was {counted}.");
            }

            answers.Add(counted);
        }

        return answers;
    }

    private HostTest Introduced(Hello hello) => _row with
    {
        Host = OrNothing(hello.Host),
        ProductVersion = OrNothing(hello.ProductVersion),
        Processors = hello.Processors,
        JobId = OrNothing(hello.JobId),
        StepId = OrNothing(hello.StepId),
    };

    private static string? OrNothing(string text) => text.Length == 0 ? null : text;

    private LaunchFailure Failed(LaunchFailure failure, string lastWords)
    {
        _row = _row with
        {
            Status = failure.Reason,
            Message = lastWords.Length > 0 ? $"{failure.Message} Its last words: {lastWords}" : failure.Message,
            Recommendation = failure.Advice,
        };
        return failure;
    }
}
