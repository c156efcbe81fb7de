using PiPS.Engine.Workers;

namespace PiPS.Engine.Tests.Workers;

public sealed class LastWordsTests
{
    // text => last words
    public static TheoryData<string, string> Texts => new()
    {
        { "", "" },
        { "\n\n \n", "" },
        { "one", "one" },
        { "one\ntwo\n", "one\ntwo" },
        { "one\r\n\r\n  two  \r\n", "one\ntwo" },
        { "\u001B[31mred\u001B[0m\a", "[31mred[0m" },
        { new string('x', 5000), new string('x', 400) },
        { string.Concat(Enumerable.Range(0, 1000).Select(i => $"line {i}\n")),
            string.Join('\n', Enumerable.Range(988, 12).Select(i => $"line {i}")) },
    };

    [Theory, MemberData(nameof(Texts))]
    public void Are_the_last_lines_that_say_anything(string text, string last)
    {
        LastWords whole = new();
        whole.Add(text);
        LastWords bit = new();

        foreach (char character in text)
        {
            bit.Add([character]);
        }

        Assert.Equal((last, last), (whole.ToString(), bit.ToString()));
    }

    [Fact]
    public void Stay_whole_lines_when_they_are_looked_at_in_between()
    {
        LastWords words = new();
        words.Add("srun: job 37 queued and wai");

        Assert.Equal("srun: job 37 queued and wai", words.ToString());
        words.Add("ting for resources\n");

        Assert.Equal("srun: job 37 queued and waiting for resources", words.ToString());
    }
}
