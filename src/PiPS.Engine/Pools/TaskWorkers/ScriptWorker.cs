using PiPS.Engine.Pools.Blocks;
using PiPS.Engine.Protocol;
using PiPS.Engine.Sharing;
using PiPS.Engine.Values;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Pools.TaskWorkers;

/// <summary>A script worker's own end, in a process of its own: it runs what its parent sends, until the parent's words end.</summary>
public static class ScriptWorker
{
    /// <summary>Serves the parent on descriptors that its pipes were moved to.</summary>
    /// <param name="input">To read from.</param>
    /// <param name="output">To write to.</param>
    /// <param name="mark">Where to note the item that is run; <see langword="null"/> where no memory is shared with the parent.</param>
    /// <param name="codec">Values as bytes.</param>
    /// <param name="shares">The shared objects of the parent.</param>
    /// <param name="makeHost">Makes what runs scripts.</param>
    /// <returns>The exit code: 0 when the parent has ended the worker, 3 when it couldn't be set up, the script's own where it has one.</returns>
    public static int Run(int input, int output, string? mark, IValueCodec codec, RemoteSpace shares, Func<ITaskHost> makeHost)
    {
        ProcessSession.Begin();
        using MarkMemory? memory = mark is null ? null : MarkMemory.Open(mark);

        if (memory is null)
        {
            EndNotice.Watch();
        }

        using WorkerChannel channel = WorkerChannel.Private(input, output);
        PipeMailbox mailbox = new(channel, codec, memory, shares);

        object? setUp = mailbox.Greet(Hello.OfThisProcess());

        if (setUp is null)
        {
            return 0;
        }

        // When the parent's words end, so does the process, whatever a script is doing, the initialization script included.
        Thread listener = new(() => Listen(mailbox)) { IsBackground = true, Name = "PiPS listen" };
        listener.Start();

        using ITaskHost host = makeHost();

        try
        {
            host.SetUp(setUp);
        }
        catch (Exception error)
        {
            mailbox.Fail(error.Message);
            return 3;
        }

        mailbox.BecomeReady();

        try
        {
            while (host.ExitCode is null && mailbox.WaitForScript(host.Interrupt) is object script)
            {
                if (!BlockTask.TryRun(script, mailbox))
                {
                    host.Run(script, mailbox);
                }

                mailbox.EndScript();
            }

            if (mailbox.IsLeaving)
            {
                mailbox.TellLeft(host.TearDown());
            }
        }
        catch (IOException)
        {
            // The parent has gone amid a word.
        }

        if (host.ExitCode is int exitCode)
        {
            return exitCode;
        }

        if (!mailbox.IsLeaving)
        {
            ProcessSession.TakeChildrenAlong();
        }

        return 0;
    }

    private static void Listen(PipeMailbox mailbox)
    {
        try
        {
            mailbox.Listen();
        }
        catch (ProtocolException nonsense)
        {
            mailbox.Fail(nonsense.Message);
        }
        catch (ObjectDisposedException)
        {
            // The worker ends by its own will, as one that can't be set up does: it has said its last, and its exit code is to stand.
            return;
        }

        ProcessSession.TakeChildrenAlong();
        Environment.Exit(0);
    }
}
