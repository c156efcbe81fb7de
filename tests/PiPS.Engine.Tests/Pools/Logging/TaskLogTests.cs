using System.Text;
using System.Text.Json;
using PiPS.Engine.Estimating;
using PiPS.Engine.Pools.Logging;
using PiPS.Engine.Pools.Runs;

namespace PiPS.Engine.Tests.Pools.Logging;

/// <summary>The file: what is in it, what is repaired, what is refused, and what a later run makes of it.</summary>
public sealed class TaskLogTests
{
    private const string Whole = """{"key":"00000000000000010000000000000002","occurrence":1,"status":"Completed"}""" + "\n";

    [Fact]
    public void Has_a_header_and_a_line_of_JSON_for_each_end_of_an_item()
    {
        using LogFolder folder = new();
        DateTime before = DateTime.UtcNow;

        using (TaskLog log = folder.Open())
        {
            WorkItem item = new(7, "ä\"\n") { Attempt = 3, Key = log.Choose("ä\"\n").Item };
            log.Add(item, WorkEvent.Ended(7, ItemStatus.TimedOut, new LostItem("It \"hung\": ü\n\ud800" + new string('x', 600), 5, false), 1_500_000_000), 42);
        }

        byte[] bytes = folder.Bytes;
        string[] lines = Encoding.UTF8.GetString(bytes).Split('\n');
        Assert.Equal((byte)'{', bytes[0]);
        Assert.Equal(LogFolder.Header.TrimEnd(), lines[0]);
        Assert.Equal(3, lines.Length);
        Assert.Empty(lines[2]);

        JsonElement line = JsonDocument.Parse(lines[1]).RootElement;
        Assert.Matches("^[0-9a-f]{32}$", line.GetProperty("key").GetString());
        Assert.Equal(1, line.GetProperty("occurrence").GetInt32());
        Assert.Equal(7, line.GetProperty("index").GetInt64());
        Assert.Equal("TimedOut", line.GetProperty("status").GetString());
        Assert.Equal(3, line.GetProperty("attempt").GetInt32());
        Assert.Equal(1.5, line.GetProperty("seconds").GetDouble());
        Assert.Equal(42, line.GetProperty("worker").GetInt32());
        Assert.Equal(Environment.MachineName, line.GetProperty("host").GetString());
        Assert.InRange(line.GetProperty("started").GetDateTime().AddSeconds(1.5), before.AddSeconds(-1), DateTime.UtcNow.AddSeconds(1));
        Assert.EndsWith("Z", line.GetProperty("started").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("It \"hung\": ü\n\ufffdxxx", line.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.InRange(line.GetProperty("error").GetString()!.Length, 500, 510);
    }

    [Fact]
    public void Says_so_if_only_what_an_item_gave_is_lost()
    {
        using LogFolder folder = new();

        using (TaskLog log = folder.Open())
        {
            WorkItem item = new(0, 1) { Key = log.Choose(1).Item };
            log.Add(item, WorkEvent.Ended(0, ItemStatus.WorkerLost, new LostItem("It died.", 5, WasFinished: true), 0), 5);
        }

        Assert.Contains("\"error\":\"It died. It had run to its end", folder.Text, StringComparison.Ordinal);
    }

    // SHA-256 of (SHA-256 of the script) and content, by another program. With others, no log from before would be understood.
    [Fact]
    public void Knows_items_by_keys_that_stay()
    {
        using LogFolder folder = new();
        folder.Write([(1, ItemStatus.Completed), ("one", ItemStatus.Completed)]);

        Assert.Equal(
            ["085dea5d6c4ab542d6cd3ba22af0a9a8", "e7385245f5130f8bd5798382f0d75d94"],
            folder.Lines.Skip(1).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("key").GetString()));
    }

    // what the log has, mode, input => what is run
    public static TheoryData<string, ResumeMode, string, string> Resumed => new()
    {
        { "", ResumeMode.Unfinished, "abc", "abc" },
        { "", ResumeMode.Failed, "abc", "" },
        { "+a -b", ResumeMode.None, "abc", "abc" },
        { "+a -b", ResumeMode.Unfinished, "abc", "bc" },
        { "+a -b", ResumeMode.Unfinished, "cba", "cb" },
        { "+a -b", ResumeMode.Failed, "abc", "b" },
        { "-a +a", ResumeMode.Unfinished, "aa", "a" },
        { "-a +a", ResumeMode.Failed, "aaa", "a" },
        { "+a +a +a", ResumeMode.Unfinished, "aaaa", "a" },
        { "+a +b | -a", ResumeMode.Unfinished, "ab", "a" },
        { "-a | +a", ResumeMode.Unfinished, "a", "" },
        { "-a | +a", ResumeMode.Failed, "a", "" },
        { "+a | +a", ResumeMode.Unfinished, "aa", "a" },
    };

    [Theory, MemberData(nameof(Resumed))]
    public void Decides_what_is_run(string logged, ResumeMode mode, string input, string runs)
    {
        using LogFolder folder = new();

        foreach (string run in logged.Split('|'))
        {
            string[] ends = run.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            folder.Write(ends.Select(end => ((object?)end[1], end[0] == '+' ? ItemStatus.Completed : ItemStatus.Failed)));
        }

        Assert.Equal(runs, string.Concat(folder.Runs(mode, [.. input.Select(c => (object?)c)])));
    }

    [Theory]
    [InlineData(ItemStatus.Failed)]
    [InlineData(ItemStatus.TimedOut)]
    [InlineData(ItemStatus.WorkerLost)]
    public void Runs_again_what_ended_as(ItemStatus status)
    {
        using LogFolder folder = new();
        folder.Write([("a", status), ("b", ItemStatus.Completed)]);

        Assert.Equal(["a"], folder.Runs(ResumeMode.Failed, "a", "b", "c"));
        Assert.Equal(["a", "c"], folder.Runs(ResumeMode.Unfinished, "a", "b", "c"));
    }

    [Fact]
    public void Counts_what_it_leaves_out_and_why()
    {
        using LogFolder folder = new();
        folder.Write([("a", ItemStatus.Completed), ("b", ItemStatus.Failed)]);
        using TaskLog log = folder.Open(ResumeMode.Failed);

        foreach (string item in (string[])["a", "b", "c", "d"])
        {
            log.Choose(item);
        }

        Assert.Equal((1, 2), (log.Completed, log.Unknown));
    }

    [Fact]
    public void Knows_an_item_by_its_script_too()
    {
        using LogFolder folder = new();
        folder.Write([("a", ItemStatus.Completed)]);
        using TaskLog log = folder.Open(ResumeMode.Unfinished, script: "$_ * 3");

        Assert.True(log.Choose("a").Runs);
    }

    [Fact]
    public void Refuses_an_item_that_it_could_not_know_again()
    {
        using LogFolder folder = new();
        using TaskLog log = folder.Open();

        ItemChoice choice = log.Choose(new object());

        Assert.False(choice.Runs);
        Assert.Null(choice.Item);
        Assert.Contains("System.Object", choice.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Goes_on_from_every_byte_at_which_writing_may_have_ended()
    {
        using LogFolder folder = new();
        string[] inputs = ["a", "b", "c"];
        folder.Write(inputs.Select(input => ((object?)input, ItemStatus.Completed)));
        byte[] whole = folder.Bytes;
        int header = LogFolder.Header.Length;

        for (int length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(folder.Log, whole[..length]);
            int lines = whole.AsSpan(0, length).Count((byte)'\n');
            object?[] left = [.. inputs.Skip(Math.Max(0, lines - 1))];

            using (TaskLog log = folder.Open(ResumeMode.Unfinished))
            {
                int kept = whole.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
                Assert.Equal(length - kept, log.TornBytes);
                Assert.Equal(0, log.UnreadableCount);
                Assert.Equal(whole[..Math.Max(kept, header)], folder.Bytes);
                Assert.Equal(left, inputs.Where(input => log.Choose(input).Runs));
            }

            folder.Write(left.Select(input => (input, ItemStatus.Completed)));
            Assert.Empty(folder.Runs(ResumeMode.Unfinished, inputs));
        }
    }

    public static TheoryData<string> ForeignFiles =>
    [
        "some notes\n", "some notes", "{\"format\":\"PiPS task log\"}\n", "{\"format\":\"PiPS task log\",\"version\":0}\n", "[1]\n", "1\n",
        "{\"format\":1,\"version\":1}\n", "{\"format\":\"other\",\"version\":1}\n", "\n" + LogFolder.Header, " ", "\0\0\0\0",
        LogFolder.Header.TrimEnd() + "{}\n", LogFolder.Header.TrimEnd() + " ", new string('x', 100_000), "{\"format\":\"PiPS task log\",\"version\":\"1\"}\n",
    ];

    [Theory, MemberData(nameof(ForeignFiles))]
    public void Refuses_a_foreign_file_and_leaves_it_as_it_is(string text)
    {
        using LogFolder folder = new() { Text = text };

        InvalidOptionException refused = Assert.Throws<InvalidOptionException>(() => folder.Open());

        Assert.Equal((nameof(TaskLogErrors.LogFileForeign), folder.Log), (refused.Id, refused.Target));
        Assert.Equal(text, folder.Text);
    }

    [Fact]
    public void Refuses_a_newer_version_and_leaves_it_as_it_is()
    {
        const string Newer = "{\"version\":2,\"format\":\"PiPS task log\",\"more\":[{}]}\nits own";
        using LogFolder folder = new() { Text = Newer };

        InvalidOptionException refused = Assert.Throws<InvalidOptionException>(() => folder.Open());

        Assert.Equal(nameof(TaskLogErrors.LogFileNewer), refused.Id);
        Assert.Equal(Newer, folder.Text);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("\0\0\0")]
    [InlineData("""{"key":"0000000000000001000000000000000","occurrence":1,"status":"Completed"}""")]
    [InlineData("""{"key":"0000000000000001000000000000000g","occurrence":1,"status":"Completed"}""")]
    [InlineData("""{"key":"00000000000000010000000000000002","occurrence":0,"status":"Completed"}""")]
    [InlineData("""{"key":"00000000000000010000000000000002","occurrence":1,"status":"Done"}""")]
    [InlineData("""{"key":"00000000000000010000000000000002","occurrence":1,"status":1}""")]
    [InlineData("""{"key":"00000000000000010000000000000002","occurrence":1}""")]
    [InlineData("""{"key":null,"occurrence":1,"status":"Completed"}""")]
    [InlineData("""{"key":"00000000000000010000000000000002","occurrence":1,"status":"Completed"}{""")]
    [InlineData("""{"key":"00000000000000010000000000000002","occurrence":1,"status":"Completed"} x""")]
    [InlineData("""{"key":"00000000000000010000000000000002","occurrence":1,"status":"Completed","\ud800":1}""")]
    [InlineData("""{"key":"00000000000000010000000000000002","occurrence":1,"status":"\ud800Completed"}""")]
    public void Leaves_out_a_line_that_it_cannot_read_and_names_it(string line)
    {
        using LogFolder folder = new() { Text = LogFolder.Header + Whole + line + "\n" + Whole + "\r\n\n" + line + "\n" };
        string text = folder.Text;

        using (TaskLog log = folder.Open(ResumeMode.Unfinished))
        {
            Assert.Equal(2, log.UnreadableCount);
            Assert.Equal([3, 7], log.Unreadable);
        }

        Assert.Equal(text, folder.Text);
    }

    [Fact]
    public void Reads_past_lines_longer_than_any_buffer()
    {
        string huge = "{\"key\":\"" + new string('0', 5_000_000);
        using LogFolder folder = new();
        folder.Write([("a", ItemStatus.Completed)]);
        string[] lines = folder.Lines;
        folder.Text = LogFolder.Header + huge + "\n" + lines[1] + "\n" + huge;

        using TaskLog log = folder.Open(ResumeMode.Unfinished);

        Assert.Equal([2], log.Unreadable);
        Assert.Equal(huge.Length, log.TornBytes);
        Assert.False(log.Choose("a").Runs);
    }

    [Fact]
    public void Reads_members_that_a_later_version_added_and_a_mark_that_an_editor_put_first()
    {
        string line = Whole.Replace("\"status\"", "\"new\":{\"status\":\"Failed\",\"a\":[1]},\"status\"", StringComparison.Ordinal);
        using LogFolder folder = new() { Text = "\ufeff" + LogFolder.Header.Replace("}", ",\"more\":{}}", StringComparison.Ordinal) + line };

        using TaskLog log = folder.Open(ResumeMode.Unfinished);

        Assert.Equal(0, log.UnreadableCount);
    }

    [Fact]
    public void Keeps_a_second_writer_off_and_no_reader()
    {
        using LogFolder folder = new();

        using (TaskLog log = folder.Open())
        {
            LogFolder.End(log, "a", ItemStatus.Completed);
            log.Complete();

            // A reader that comes and goes doesn't take the lock with it.
            Assert.Equal(2, folder.Lines.Length);
            InvalidOptionException refused = Assert.Throws<InvalidOptionException>(() => folder.Open());
            Assert.Equal((nameof(TaskLogErrors.LogFileInUse), folder.Log), (refused.Id, refused.Target));
        }

        folder.Open().Dispose();
    }

    [Fact]
    public void Says_what_to_do_where_it_cannot_be()
    {
        using LogFolder folder = new();
        string[] paths = [folder.Folder, Path.Combine(folder.Folder, "none", "log"), .. OperatingSystem.IsLinux() ? ["/dev/full"] : Array.Empty<string>()];

        foreach (string path in paths)
        {
            InvalidOptionException refused = Assert.Throws<InvalidOptionException>(
                () => TaskLog.Open(new() { Path = path, Script = string.Empty }));
            Assert.Equal((nameof(TaskLogErrors.LogFileNotOpened), path), (refused.Id, refused.Target));
            Assert.NotEmpty(refused.Advice);
        }
    }
}
