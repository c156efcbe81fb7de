using System.Collections.Concurrent;
using System.Globalization;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Launchers;

/// <summary>Sees to it that a worker's program is in each place before the first worker is put there. Any thread may call it.</summary>
internal sealed class CopyToPlaces
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(60);

    private readonly LaunchSite _site;
    private readonly IReadOnlyList<CopySource> _sources;
    private readonly ConcurrentDictionary<string, Place> _places = [];

    private CopyToPlaces(LaunchSite site, IReadOnlyList<CopySource> sources)
    {
        _site = site;
        _sources = sources;
    }

    /// <param name="site">What carries it.</param>
    /// <exception cref="Estimating.InvalidOptionException">There is nothing to copy, or it was said that the program is there.</exception>
    public static CopyToPlaces Of(LaunchSite site)
    {
        if (site.Launcher.WorkerPath is string path)
        {
            throw LauncherErrors.CopyWithWorkerPath(path);
        }

        IReadOnlyList<CopySource> sources = CopySource.In(site.Launcher.PortableFolder ?? WorkerCommand.EngineFolder());
        return sources.Count > 0 ? new(site, sources) : throw LauncherErrors.NoPortableWorker();
    }

    /// <summary>Waits until the program is in a place; the first who asks puts it there.</summary>
    /// <param name="place">The place.</param>
    /// <param name="isOver">Asked meanwhile: whether it is needed no more.</param>
    /// <param name="notice">Told what the user may want to know.</param>
    /// <exception cref="LaunchRefusedException">It can't be put there.</exception>
    public void Ensure(string place, Func<bool> isOver, Action<string> notice)
    {
        Place state = _places.GetOrAdd(place, static _ => new());

        while (!Monitor.TryEnter(state, LookEvery))
        {
            if (isOver())
            {
                return;
            }
        }

        try
        {
            if (!state.IsThere && !isOver())
            {
                LaunchFailure? failure = state.Failure ?? Put(place, isOver, notice);
                state.Failure = failure?.Reason == nameof(CopyFailure.WrongPlatform) ? failure : null;
                state.IsThere = failure is null && !isOver();

                if (failure is not null)
                {
                    throw new LaunchRefusedException(failure);
                }
            }
        }
        finally
        {
            Monitor.Exit(state);
        }
    }

    private LaunchFailure? Put(string place, Func<bool> isOver, Action<string> notice)
    {
        using WorkerProcess process = WorkerProcess.Start(_site.Carry(place, CopyScript.Words));
        using CopyTalk talk = new(process, _sources, source => notice(
            string.Create(CultureInfo.InvariantCulture, $"Copying pips to {place} ({source.Length / 1e6:0} MB)")));

        while (!talk.Wait(LookEvery))
        {
            if (isOver())
            {
                return null;
            }

            if (talk.Silence > LongestSilence && !_site.IsQueued(process.LastWords))
            {
                return LaunchFailure.Silent(place, LongestSilence);
            }
        }

        return talk.IsThere ? null : Failure(place, process, talk);
    }

    private LaunchFailure Failure(string place, WorkerProcess process, CopyTalk talk)
    {
        if (talk.Unreadable is CopySourceException unreadable)
        {
            return CopyFailure.Unreadable(unreadable.Path, unreadable.Message);
        }

        string ending = process.WaitForEnd();
        return talk.Platform switch
        {
            null => _site.Explain(place, process.Status, saidHello: false, process.LastWords),
            string platform when !talk.HasSource => CopyFailure.WrongPlatform(place, platform, _sources.Select(source => source.Runtime)),
            _ when process.Status == CopyScript.DoesNotRun => CopyFailure.DoesNotRun(place, process.LastWords),
            _ => CopyFailure.NotCopied(place, ending, process.LastWords),
        };
    }

    private sealed class Place
    {
        public bool IsThere { get; set; }

        public LaunchFailure? Failure { get; set; }
    }
}
