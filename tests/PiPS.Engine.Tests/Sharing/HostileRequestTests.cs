using System.Collections;
using System.Diagnostics;
using PiPS.Engine.Protocol;
using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Locks;
using PiPS.Engine.Sharing.Memory;
using PiPS.Engine.Sharing.Messages;
using PiPS.Engine.Sharing.Objects;
using PiPS.Engine.Tests.Protocol;
using PiPS.Engine.Tests.Workers;

namespace PiPS.Engine.Tests.Sharing;

/// <summary>Whatever a worker asks: it is answered, or the worker is given up, and nobody else notices.</summary>
[Collection(nameof(Alone))]
public sealed class HostileRequestTests
{
    private const int RequestsARound = 50_000;
    private const long MostGrowth = 32 << 20;

    private static readonly int Rounds = Soak.Times(4);

    private readonly LocalSpace _space = Spaces.Session();
    private int _answers;

    [Fact]
    public void Hundreds_of_thousands_of_mutated_requests_do_no_harm()
    {
        Worker other = new(_space);
        int refused = 0;
        int number = 0;
        long before = 0;

        for (int round = 0; round < Rounds; round++)
        {
            SharedProxy[] objects = OneOfEach();
            byte[][] sound = [.. SoundRequests(objects), .. objects.SelectMany(OfOtherKinds)];
            Random random = new(round);
            ShareDesk desk = NewDesk();

            for (int i = 0; i < RequestsARound; i++)
            {
                try
                {
                    desk.Take(Numbered(Mutations.Of(sound[random.Next(sound.Length)], random), ++number, random));
                }
                catch (ProtocolException)
                {
                    // It is given up, and replaced.
                    refused++;
                    desk.Leave(default);
                    desk = NewDesk();
                }

                Assert.InRange(desk.OpenRequests, 0, 10_000);

                if (i % 1_000 == 0)
                {
                    // Of its own, which no mutated request hits.
                    WorkerQueue served = WorkerQueue.Create(_space);
                    Task<List<object?>>? waiting = i % 10_000 == 0 ? other.BeginToWait(() => served.Next(1)) : null;
                    Assert.True(served.Put(i));
                    Assert.Equal([i], waiting?.Soonest() ?? other.Do(() => served.Next(1)));
                    _space.Remove(served);
                }
            }

            desk.Leave(default);
            RemoveAll();

            if (round == 0)
            {
                before = GC.GetTotalMemory(forceFullCollection: true);
            }
        }

        // Some were understood, and some were not.
        Assert.InRange(refused, Rounds * RequestsARound / 20, Rounds * RequestsARound * 19 / 20);
        Assert.InRange(_answers, Rounds * RequestsARound / 20, int.MaxValue);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, MostGrowth);
        Assert.Empty(other.Seat.Waiting);
        Assert.Empty(other.Seat.Holds);
        Assert.Empty(_space.Main.Waiting);
    }

    [Fact]
    public void The_sound_ones_among_them_are_sound()
    {
        ShareDesk desk = NewDesk();
        int number = 0;

        foreach (byte[] request in SoundRequests(OneOfEach()))
        {
            desk.Take(Numbered(request, ++number, random: null));
        }

        Assert.InRange(_answers, number / 2, number);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public void Mutated_frames_of_requests_are_understood_or_refused(int size)
    {
        byte[][] sound = [.. SoundRequests(OneOfEach())];

        for (int seed = 0; seed < 20_000; seed++)
        {
            Random random = new(seed);
            FrameEncoder frames = new FrameEncoder().Preface();

            for (int i = 0; i < 3; i++)
            {
                frames.Raw(FrameKind.Ask, Numbered(sound[random.Next(sound.Length)], i + 1, random: null));
            }

            ShareDesk desk = NewDesk();

            try
            {
                FrameDecoder decoder = new(Wire.MaximumScriptPayload);
                Heard.All(decoder, Mutations.Of(frames.Bytes, random), size).ForEach(frame => desk.Take(frame.Payload));
            }
            catch (ProtocolException)
            {
                // As it should.
            }

            desk.Leave(default);

            if (seed % 1_000 == 0)
            {
                RemoveAll();
                sound = [.. SoundRequests(OneOfEach())];
            }
        }
    }

    [Fact]
    public void More_requests_or_workers_than_anybody_has_are_refused()
    {
        WorkerQueue queue = WorkerQueue.Create(_space);
        ShareDesk desk = NewDesk();
        byte[] take = Request(queue.Id(), ShareVerb.TakeOne);

        Assert.Throws<ProtocolException>(() =>
        {
            for (int i = 1; i <= 1_000_000; i++)
            {
                desk.Take(Numbered(take, i, random: null));
            }
        });
        Assert.Throws<ProtocolException>(() => desk.Take(Numbered(take, 1, random: null)));
        Stopwatch clock = Stopwatch.StartNew();
        desk.Leave(default);
        Assert.True(clock.Elapsed < Deadline.Generous);

        desk = NewDesk();
        Assert.Throws<ProtocolException>(() =>
        {
            for (int i = 1; i <= 1_000_000; i++)
            {
                desk.Take(new ShareWriter().Number(i).Number(0).Byte((byte)ShareVerb.All).Number(0).Signed(0).ToArray());
            }
        });
        desk.Leave(default);
        queue.Put("for others");
        Assert.Equal(["for others"], queue.Rest());
    }

    [Fact]
    public void A_wait_for_one_thing_a_million_times_is_a_wait_for_one_thing()
    {
        WorkerQueue queue = WorkerQueue.Create(_space);
        ShareWriter ids = new();
        ids.Number(1_000_000);
        Enumerable.Range(0, 1_000_000).ToList().ForEach(_ => ids.Number(queue.Id()));
        ShareDesk desk = NewDesk();
        desk.Take(Numbered(Request(0, ShareVerb.WaitAny, ids), 1, random: null));

        queue.Put(1);

        Assert.Equal(1, _answers);
        Assert.Equal(0, desk.OpenRequests);
    }

    [Fact]
    public void A_seat_that_isn_t_the_worker_s_workers_can_t_leave_for_the_worker()
        => Assert.Throws<ProtocolException>(() => NewDesk().Take(Request(0, ShareVerb.LeaveSeat, new ShareWriter().Number(0).Number(0))));

    [Theory]
    [InlineData(SharedKind.Counter, 0)]
    [InlineData(SharedKind.Counter, 7)]
    [InlineData(SharedKind.ByteArray, 0)]
    [InlineData(SharedKind.DoubleArray, 0)]
    public void Memory_that_is_too_small_for_what_it_is_to_be_isn_t_made(SharedKind kind, long bytes)
    {
        ShareWriter content = new ShareWriter().Byte((byte)kind).Text("nothing").Number(bytes);

        Assert.Throws<ProtocolException>(() => NewDesk().Take(Numbered(Request(0, ShareVerb.Create, content), 1, random: null)));
        Assert.Empty(_space.All());
    }

    // v seat, v number (which comes later), 1 verb, v target, z owner, content.
    private static byte[] Request(long target, ShareVerb verb, ShareWriter? content = null, int seat = 0)
        => new ShareWriter().Number(seat).Number(0).Byte((byte)verb).Number(target).Signed(0).Rest(content?.ToArray() ?? []).ToArray();

    // Each request needs a number of its own to be understood; now and then it hasn't got one.
    private static byte[] Numbered(byte[] request, int number, Random? random)
        => request.Length < 2 || request[1] != 0 || random?.Next(50) == 0
            ? request
            : [request[0], .. new ShareWriter().Number(number).ToArray(), .. request.AsSpan(2)];

    private static ShareWriter Count(long count) => new ShareWriter().Number(count);

    private ShareDesk NewDesk() => new(_space, (_, answer) =>
    {
        Interlocked.Increment(ref _answers);
        answer.Parcel?.Release();
    });

    private SharedProxy[] OneOfEach()
    {
        (WorkerPipeEnd first, WorkerPipeEnd second) = WorkerPipeEnd.Create(_space);
        WorkerQueue full = WorkerQueue.Create(_space, capacity: 1);
        full.Put(1);
        WorkerQueue filled = WorkerQueue.Create(_space, redelivers: true);
        Enumerable.Range(0, 100).ToList().ForEach(i => filled.Put(i));
        WorkerQueue completed = WorkerQueue.Create(_space);
        completed.Complete();
        (WorkerPipeEnd receiver, WorkerPipeEnd sender) = WorkerPipeEnd.Create(_space, oneWay: true);
        return
        [
            WorkerQueue.Create(_space), full, filled, completed, first, second, receiver, sender,
            SharedDictionary.Create(_space, entries: new Hashtable { ["a"] = 1, [2] = "b" }), SharedNamespace.Create(_space),
            SharedList.Create(_space, values: Enumerable.Range(1, 3)), SharedValue.Create(_space, value: "v"), SharedCounter.Create(_space),
            WorkerMutex.Create(_space), WorkerMutex.Create(_space, isRecursive: true), WorkerSemaphore.Create(_space, 2),
            WorkerEvent.Create(_space), WorkerCondition.Create(_space), WorkerBarrier.Create(_space, 2),
        ];
    }

    private IEnumerable<byte[]> SoundRequests(SharedProxy[] objects)
    {
        MessageChannel[] channels = [.. objects.OfType<MessageChannel>()];
        ShareWriter messages = new();
        messages.Rest(MessageChannel.Packed([.. Enumerable.Range(0, 5).Select(i => _space.Encode($"message {i}"))]));
        ShareWriter ids = Count(channels.Length);
        Array.ForEach(channels, one => ids.Number(one.Id()));

        yield return Request(0, ShareVerb.Create, new ShareWriter().Byte((byte)SharedKind.Queue).Text("").Number(5).Byte(1));
        yield return Request(0, ShareVerb.Create, new ShareWriter().Byte((byte)SharedKind.PipeEnd).Text("a pipe").Byte(0));
        yield return Request(0, ShareVerb.Find, new ShareWriter().Text("queue1"));
        yield return Request(0, ShareVerb.All);
        yield return Request(0, ShareVerb.WaitAny, ids);
        yield return Request(0, ShareVerb.Forget, Count(3));
        yield return Request(0, ShareVerb.EndRun, seat: 1);
        yield return Request(0, ShareVerb.LeaveSeat, Count(2).Number(1), seat: 1);

        foreach (long id in channels.Select(one => one.Id()))
        {
            for (int seat = 0; seat < 2; seat++)
            {
                yield return Request(id, ShareVerb.Put, messages, seat);
                yield return Request(id, ShareVerb.PutOne, new ShareWriter().Rest(_space.Encode("one")), seat);
                yield return Request(id, ShareVerb.Take, Count(3), seat);
                yield return Request(id, ShareVerb.TakeOne, seat: seat);
                yield return Request(id, ShareVerb.GiveBack, Count(1).Number(2), seat);
            }

            yield return Request(id, ShareVerb.Describe);
        }

        foreach (long id in objects.OfType<WorkerQueue>().Select(one => one.Id()))
        {
            yield return Request(id, ShareVerb.Finish, Count(1));
            yield return Request(id, ShareVerb.Join);
            yield return Request(id, ShareVerb.TakeLost);
        }

        yield return Request(objects[0].Id(), ShareVerb.PutQuietly, new ShareWriter().Rest(_space.Encode("quiet")));
        yield return Request(objects[0].Id(), ShareVerb.End);
        yield return Request(objects[^1].Id(), ShareVerb.Remove);
    }

    // What objects and locks are asked: each by whatever its content can be.
    private IEnumerable<byte[]> OfOtherKinds(SharedProxy shared)
    {
        byte[] key = _space.Encode("a");
        byte[] both = [.. key, .. _space.Encode(7)];

        ShareVerb[] verbs = shared switch
        {
            SharedObject => [.. Enum.GetValues<ShareVerb>().Where(verb => verb is (>= ShareVerb.BeginUpdate and <= ShareVerb.Reverse) or >= ShareVerb.GetSeveral)],
            WorkerLock => [.. Enum.GetValues<ShareVerb>().Where(verb => verb is >= ShareVerb.Acquire and <= ShareVerb.Abort)],
            _ => [],
        };

        foreach (ShareVerb verb in verbs)
        {
            foreach (byte[] content in (byte[][])[[], [0], [1], key, both, [1, .. both], [1, .. key]])
            {
                yield return Request(shared.Id(), verb, new ShareWriter().Rest(content));
            }
        }
    }

    private void RemoveAll() => _space.All().ToList().ForEach(_space.Remove);
}
