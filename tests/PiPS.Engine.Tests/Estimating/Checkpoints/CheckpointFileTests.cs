using PiPS.Engine.Estimating;
using PiPS.Engine.Estimating.Checkpoints;

namespace PiPS.Engine.Tests.Estimating.Checkpoints;

public sealed class CheckpointFileTests
{
    private static readonly CheckpointContent[] History =
    [
        Contents.Of(),
        Contents.Of(Contents.Blocks(0, 3)),
        Contents.Of(Contents.Blocks(0, 3), Contents.Blocks(5, 6)),
        Contents.Of(Contents.Blocks(0, 6)),
    ];

    [Fact]
    public void A_file_cut_anywhere_has_lost_at_most_its_last_line()
    {
        byte[] whole = Written(History);
        long[] ends = [.. Enumerable.Range(1, History.Length).Select(count => (long)Written(History[..count]).Length)];

        for (int length = 0; length <= whole.Length; length++)
        {
            using CheckpointFile file = Read(whole[..length]);
            CheckpointContent? expected = ends.Count(end => end <= length) is int lines and > 0 ? History[lines - 1] : null;
            Assert.True(Contents.Alike(expected, file.Found), $"Cut at {length}.");
        }
    }

    [Fact]
    public void A_line_that_was_changed_costs_itself_alone()
    {
        byte[] whole = Written(History);
        int last = Written(History[..^1]).Length;

        for (int i = 0; i < whole.Length - 1; i++)
        {
            byte[] changed = [.. whole];
            changed[i] ^= 0x41;
            using CheckpointFile file = Read(changed);
            Assert.True(Contents.Alike(i < last ? History[^1] : History[^2], file.Found), $"Changed at {i}.");
            Assert.Equal(i >= last, file.IsTorn);
        }
    }

    [Fact]
    public void What_wasnt_written_whole_is_gone_after_the_next_line()
    {
        byte[] torn = Written(History)[..^7];
        MemoryStream stream = Stream(torn);

        using (CheckpointFile file = CheckpointFile.Read(stream, "x", () => { }))
        {
            file.Write(History[^1]);
        }

        Assert.Equal(Written(History), stream.ToArray());
    }

    [Fact]
    public void However_its_shortening_is_cut_off_the_last_state_is_there()
    {
        CheckpointContent large = Contents.Of([.. Enumerable.Range(0, 2000).Select(i => Contents.Blocks(2 * i, (2 * i) + 1))]);
        CheckpointContent larger = large with { Finished = [.. large.Finished, Contents.Blocks(9000, 9001)] };
        WriteLog log = new();

        using CheckpointFile written = CheckpointFile.Read(log, "x", () => { });

        while (!log.WasShortened)
        {
            written.Write(log.Length < CheckpointFile.MaximumBytes / 2 ? large : larger);
        }

        Assert.InRange(log.Length, 1, CheckpointFile.MaximumBytes / 2);

        foreach (byte[] cut in log.Crashes())
        {
            using CheckpointFile file = Read(cut);
            Assert.True(Contents.Alike(larger, file.Found));
        }
    }

    // content => the refusal's id
    public static TheoryData<string, string> Refused => new()
    {
        { "root:x:0:0", nameof(CheckpointErrors.CheckpointForeign) },
        { "\n", nameof(CheckpointErrors.CheckpointForeign) },
        { "{\"format\":\"PiPS task log\",\"version\":1}\n", nameof(CheckpointErrors.CheckpointForeign) },
        { "{\"format\":\"PiPS checkpoint\",\"version\":1,\"generator\":\n", nameof(CheckpointErrors.CheckpointDamaged) },
        { "{\"format\":\"PiPS checkpoint\",\"version\":2,\"anything\":[]}\n", nameof(CheckpointErrors.CheckpointNewer) },
        { "{\"format\":\"PiPS checkpoint\",\"version\":99999999999}\n", nameof(CheckpointErrors.CheckpointDamaged) },
    };

    [Theory, MemberData(nameof(Refused))]
    public void What_isnt_a_checkpoint_is_refused_and_left_alone(string content, string id)
    {
        string path = Path.GetTempFileName();

        try
        {
            File.WriteAllText(path, content);
            Assert.Equal(id, Assert.Throws<InvalidOptionException>(() => CheckpointFile.Open(path)).Id);
            Assert.Equal(content, File.ReadAllText(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_write_that_fails_leaves_the_lines_before()
    {
        FullDisk disk = new(Written(History[..2]).Length + 20);
        using CheckpointFile file = CheckpointFile.Read(disk, "x", () => { });
        file.Write(History[0]);
        file.Write(History[1]);

        Assert.Throws<IOException>(() => file.Write(History[2]));

        Assert.Equal(Written(History[..2]), disk.ToArray());
    }

    private static byte[] Written(params CheckpointContent[] contents) => [.. contents.SelectMany(CheckpointLine.Write)];

    private static CheckpointFile Read(byte[] bytes) => CheckpointFile.Read(Stream(bytes), "x", () => { });

    private static MemoryStream Stream(byte[] bytes)
    {
        MemoryStream stream = new();
        stream.Write(bytes);
        return stream;
    }
}
