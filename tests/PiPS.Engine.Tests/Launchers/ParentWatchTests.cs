using System.Diagnostics;
using PiPS.Engine.Protocol;
using PiPS.Engine.Sampling;
using PiPS.Engine.Tests.Workers;

namespace PiPS.Engine.Tests.Launchers;

/// <summary>A worker whose parent showed itself, and then doesn't, though nothing says that it is gone.</summary>
public sealed class ParentWatchTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_worker_ends_whose_parent_falls_silent(bool isBusy)
    {
        using Process worker = Start();
        FrameEncoder words = new FrameEncoder().Preface().Job(new(Generator.Xoshiro256PlusPlus, 1, TrialSources.DefaultBlockSize(Generator.Xoshiro256PlusPlus), 1L << 60));

        if (isBusy)
        {
            words.Count(new(0, 1L << 24));
        }

        worker.StandardInput.BaseStream.Write(words.Ping(new(300)).Bytes);
        worker.StandardInput.BaseStream.Flush();

        Assert.True(worker.WaitForExit(60_000), "It goes on without a parent.");
        Assert.Equal(0, worker.ExitCode);
    }

    [Fact]
    public void A_worker_stays_while_its_parent_shows_itself_and_answers_each_time()
    {
        using Process worker = Start();
        worker.StandardInput.BaseStream.Write(new FrameEncoder().Preface().Bytes);
        FrameDecoder decoder = new();
        Assert.Equal(FrameKind.Hello, Next(worker, decoder));

        for (int i = 0; i < 10; i++)
        {
            worker.StandardInput.BaseStream.Write(new FrameEncoder().Ping(new(60_000)).Bytes);
            worker.StandardInput.BaseStream.Flush();
            Assert.Equal(FrameKind.Pong, Next(worker, decoder));
        }

        worker.StandardInput.Close();
        Assert.True(worker.WaitForExit(60_000));
    }

    private static Process Start() => Process.Start(new ProcessStartInfo(Estimates.Pips.FileName, ["worker"])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        UseShellExecute = false,
    })!;

    private static FrameKind Next(Process worker, FrameDecoder decoder)
    {
        Frame frame;

        while (!decoder.TryRead(out frame))
        {
            int count = worker.StandardOutput.BaseStream.Read(decoder.Free());
            Assert.NotEqual(0, count);
            decoder.Advance(count);
        }

        return frame.Kind;
    }
}
