using PiPS.Engine.Sharing.Objects;
using static PiPS.Engine.Tests.Sharing.Objects.ObjectSession;

namespace PiPS.Engine.Tests.Sharing.Objects;

public sealed class SharedValueTests
{
    private readonly ObjectSession _session = new();

    [Fact]
    public void Is_set_got_and_exchanged()
    {
        SharedValue value = SharedValue.Create(_session.Space, "v", 5);

        Assert.Equal(5, value.Value);
        value.Value = null;
        Assert.Null(value.Value);
        Assert.Null(value.Exchange("x"));
        Assert.False(value.TrySet("X", 1));
        Assert.True(value.TrySet("x", 1));
        Assert.Equal(2, value.Update(old => (int)old! + 1));
        Assert.Equal(2, ((SharedValue)_session.Space.Find("V")).Value);
        Refused("SharedValueHasNoKey", () => value.BeginUpdate("key"));
    }

    [Fact]
    public async Task Is_exchanged_by_one_of_many()
    {
        SharedValue value = SharedValue.Create(_session.Space, string.Empty, 0);

        Task<int>[] workers = [.. Enumerable.Range(1, 8).Select(me => Begin(_session.Space.Join(), () => value.TrySet(0, me) ? me : 0))];
        int[] ends = await Task.WhenAll(workers);

        Assert.Equal(value.Value, Assert.Single(ends, end => end != 0));
    }
}
