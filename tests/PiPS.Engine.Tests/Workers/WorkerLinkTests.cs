using PiPS.Engine.Protocol;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Tests.Workers;

/// <summary>What a worker said before it ended is heard, though nothing can be sent to it any more.</summary>
public sealed class WorkerLinkTests
{
    [Fact]
    public void The_last_words_of_one_that_ended_before_it_was_written_to_are_kept()
    {
        Proc.SkipUnlessLinux();
        using WorkerLink link = Ended("echo one; echo two >&2; exit 1");

        EndOfStreamException error = Assert.Throws<EndOfStreamException>(() => link.Greet());

        Assert.EndsWith($" ended with exit code 1. Its last words: one{Environment.NewLine}two", link.Lost(error).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_frames_are_read_before_its_end()
    {
        Proc.SkipUnlessLinux();
        Counted counted = new(0, 12, 12 << 20, 1, 1, 1);
        using WorkerLink link = Ended(FakeWorker.Say(say => say.Counted(counted)));

        Assert.Equal("node17", link.Greet().Host);
        link.Post(new Count(12, 12), static (encoder, count) => encoder.Count(count));
        Assert.Equal(counted, Counted.Read(link.Next()));
        link.Post(new Count(24, 12), static (encoder, count) => encoder.Count(count));

        EndOfStreamException error = Assert.Throws<EndOfStreamException>(() => link.Next());
        Assert.EndsWith(" ended with exit code 0.", link.Lost(error).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_own_reason_is_what_is_told()
    {
        Proc.SkipUnlessLinux();
        using WorkerLink link = Ended(FakeWorker.Say(say => say.Failed("My disk is full.")));

        _ = link.Greet();
        link.Post(new Count(0, 12), static (encoder, count) => encoder.Count(count));
        IOException error = Assert.Throws<IOException>(() => link.Next());

        Assert.Contains(" was given up: My disk is full.", link.Lost(error).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_takes_nothing_more_is_killed()
    {
        Proc.SkipUnlessLinux();
        using WorkerLink link = Started($"exec <&-; {FakeWorker.Say(say => say)}; exec sleep 600");

        _ = link.Greet();
        link.Post(new Count(0, 12), static (encoder, count) => encoder.Count(count));
        EndOfStreamException error = Assert.Throws<EndOfStreamException>(() => link.Next());

        Assert.EndsWith(" closed its input or output, and was killed.", link.Lost(error).Message, StringComparison.Ordinal);
    }

    private static WorkerLink Ended(string script)
    {
        WorkerLink link = Started(script);
        link.WaitForExit(Deadline.Generous);
        return link;
    }

    private static WorkerLink Started(string script) => new(WorkerProcess.Start(FakeWorker.Shell(script)), Wire.MaximumPayload);
}
