using System.Diagnostics;
using System.Text;
using PiPS.Engine.Protocol;
using PiPS.Engine.Sampling;
using PiPS.Engine.Tests.Protocol;
using PiPS.Engine.Tests.Workers;

namespace PiPS.Engine.Tests.CommandLine;

/// <summary><c>pips worker</c>, spoken to by hand.</summary>
public sealed class WorkerCommandTests : IDisposable
{
    private readonly Process _worker = Process.Start(new ProcessStartInfo(Estimates.Pips.FileName, ["worker"])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    // what comes in
    public static TheoryData<string, byte[]> Garbage => new()
    {
        { "words", Encoding.UTF8.GetBytes("estimate 1e8\n") },
        { "a short preface", [0x89, 0x50] },
        { "zeros", new byte[200_000] },
        { "noise", RandomBytes(1) },
        { "another version", [.. Messages.Bytes()[..8], 9, 9] },
        { "half a frame", Messages.Bytes(new Count(0, 1))[..^1] },
        { "blocks before a job", Messages.Bytes(new Count(0, 1)) },
        { "blocks that the job hasn't", Messages.Bytes(new Job(Generator.Xoshiro256PlusPlus, 1, 1 << 20, 100), new Count(1, 1)) },
        { "a worker's words", Messages.Bytes(new Hello(1, 1, 0, "", "", "", "")) },
        { "a job among blocks", Messages.Bytes(SomeJob, new Count(0, 1), SomeJob) },
        { "a huge frame", [.. Messages.Bytes(), 255, 255, 255, 255, 3] },
        { "noise within", [.. Messages.Bytes(SomeJob, new Count(0, 1)), .. RandomBytes(2)] },
    };

    private static Job SomeJob => new(Generator.Xoshiro256PlusPlus, 42, 1 << 20, 1_000_000);

    [Theory, MemberData(nameof(Garbage))]
    public void Garbage_ends_it_with_exit_code_3_and_the_reason(string what, byte[] garbage)
    {
        Send(garbage);

        List<Heard> heard = HearToTheEnd();
        Assert.Equal((what, 3), (what, _worker.ExitCode));
        Assert.IsType<Hello>(heard[0].Message);
        Assert.NotEmpty(Assert.IsType<Failed>(heard[^1].Message).Message);
        Assert.Equal("", _worker.StandardError.ReadToEnd());
    }

    [Fact]
    public void A_closed_input_ends_it_with_exit_code_0()
    {
        Send([]);

        Hello hello = Assert.IsType<Hello>(Assert.Single(HearToTheEnd()).Message);
        Assert.Equal(0, _worker.ExitCode);
        Assert.Equal((_worker.Id, Environment.MachineName), (hello.ProcessId, hello.Host));
    }

    [Fact]
    public void It_counts_what_it_is_asked_for_one_job_after_the_other()
    {
        Stream input = _worker.StandardInput.BaseStream;
        input.Write(Messages.Bytes(SomeJob, new Count(0, 1)));
        input.Flush();
        FrameDecoder decoder = new();
        Assert.IsType<Hello>(Hear(decoder));
        Counted first = Assert.IsType<Counted>(Hear(decoder));

        input.Write(
            Messages.Bytes(SomeJob with { Trials = 1_048_577 }, new Count(0, 1), new Count(1, 1)).AsSpan(Wire.PrefaceSize));
        input.Close();

        Counted[] further = [Assert.IsType<Counted>(Hear(decoder)), Assert.IsType<Counted>(Hear(decoder))];
        Assert.Equal((0, 1, 1_000_000, 785_720), (first.First, first.Blocks, first.Trials, first.Hits));
        Assert.Equal([(0L, 1_048_576L), (1L, 1L)], further.Select(counted => (counted.First, counted.Trials)));
        Assert.Equal(823_892, further.Sum(counted => counted.Hits));
        Assert.True(_worker.WaitForExit(Deadline.Generous));
        Assert.Equal(0, _worker.ExitCode);
    }

    [Fact]
    public void It_says_nothing_on_an_output_that_has_ended()
    {
        Proc.SkipUnlessLinux();
        _worker.StandardOutput.Close();
        Send(Messages.Bytes(SomeJob, new Count(0, 1)));

        Assert.True(_worker.WaitForExit(Deadline.Generous));
    }

    public void Dispose()
    {
        _worker.Kill();
        _worker.WaitForExit();
        _worker.Dispose();
    }

    private static byte[] RandomBytes(int seed)
    {
        byte[] bytes = new byte[300_000];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private void Send(byte[] bytes)
    {
        try
        {
            _worker.StandardInput.BaseStream.Write(bytes);
            _worker.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has heard enough.
        }
    }

    private List<Heard> HearToTheEnd()
    {
        using MemoryStream all = new();
        _worker.StandardOutput.BaseStream.CopyTo(all);
        Assert.True(_worker.WaitForExit(Deadline.Generous));
        return Heard.All(new(), all.ToArray());
    }

    private object? Hear(FrameDecoder decoder)
    {
        Frame frame;

        while (!decoder.TryRead(out frame))
        {
            int count = _worker.StandardOutput.BaseStream.Read(decoder.Free());
            Assert.NotEqual(0, count);
            decoder.Advance(count);
        }

        return new Heard(frame.Kind, frame.Payload.ToArray()).Message;
    }
}
