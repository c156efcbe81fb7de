namespace PiPS.Engine.Sharing;

/// <summary>What is refused, and what to do instead: one method each, named as the error's id.</summary>
internal static class ShareRefusals
{
    public static ShareException SharedObjectRemoved() => new(
        nameof(SharedObjectRemoved), "This shared object has been removed.", "Make another, and hand that over. Get-SharedObject lists those there are.");

    public static ShareException SharedObjectNotFound(string name) => new(
        nameof(SharedObjectNotFound), $"There is no shared object '{name}'.", "Get-SharedObject lists those there are; -Name of the New- cmdlets names one.");

    public static ShareException SharedNameTaken(string name) => new(
        nameof(SharedNameTaken), $"There is a shared object '{name}' already.", "Choose another name, or end that one first: Remove-SharedObject.");

    public static ShareException WorkerEnded() => new(
        nameof(WorkerEnded), "This worker was given up: nothing that it does reaches shared objects any more.", "Run its item again; a thread that was told to stop should end.");

    public static ShareException SessionGone() => new(
        nameof(SessionGone), "The session that has the shared object has ended.", "End this script too: its results have nobody to go to.");

    public static ShareException QueueCompleted() => new(
        nameof(QueueCompleted), "The queue was completed: no more messages can be sent to it.", "Send before Complete-WorkerQueue, or make another queue.");

    public static ShareException MessageNotTaken() => new(
        nameof(MessageNotTaken), "More messages were to be marked finished than were taken.", "Call Complete-WorkerMessage once for each message that Receive-WorkerMessage gave.");

    public static ShareException PipeClosed() => new(
        nameof(PipeClosed), "The pipe's other end is closed: nobody can receive what is sent here.", "Make another pipe with New-WorkerPipe; its ends close with the workers that use them.");

    public static ShareException PipeOneWay(bool sends) => new(
        nameof(PipeOneWay), sends ? "This end of a one-way pipe only receives." : "This end of a one-way pipe only sends.",
        "The first end that New-WorkerPipe -OneWay gives receives, the second sends. Leave -OneWay out for both ways.");
}
