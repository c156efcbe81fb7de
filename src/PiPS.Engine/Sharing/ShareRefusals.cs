namespace PiPS.Engine.Sharing;

/// <summary>What is refused, and what to do instead: one method each, named as the error's id.</summary>
internal static class ShareRefusals
{
    public static ShareException SharedObjectRemoved() => new(
        nameof(SharedObjectRemoved), "This shared object has been removed.", "Make another, and hand that over. Get-SharedObject lists those there are.");

    public static ShareException SharedObjectNotFound(string name) => new(
        nameof(SharedObjectNotFound), $"There is no shared object '{name}'.", "Get-SharedObject lists those there are; -Name of the New- cmdlets names one.");

    public static ShareException SharedTooLarge(long bytes) => new(
        nameof(SharedTooLarge), $"{bytes:N0} bytes are too many to go from one process to another at once: {ShareDesk.MostContent:N0} are the most.",
        "Share it in parts, or in a shared array: New-SharedArray.");

    public static ShareException SharedNameInvalid(string name) => new(
        nameof(SharedNameInvalid), $"'{name}' can't be the name of a shared object: *, ?, [, ], ` and control characters have a meaning where names are looked for.",
        "Use letters, digits, spaces, dots and the like.");

    public static ShareException SharedNameTaken(string name) => new(
        nameof(SharedNameTaken), $"There is a shared object '{name}' already.", "Choose another name, or end that one first: Remove-SharedObject.");

    public static ShareException WorkerEnded() => new(
        nameof(WorkerEnded), "This worker was given up: nothing that it does reaches shared objects any more.", "Run its item again; a thread that was told to stop should end.");

    public static ShareException SessionGone() => new(
        nameof(SessionGone), "The session that has the shared object has ended.", "End this script too: its results have nobody to go to.");

    public static ShareException ValueUnreadable(Exception nonsense) => new(
        nameof(ValueUnreadable), $"What was shared can't be read: {nonsense.Message}", "Find out which worker shared it: its process wrote bytes that are no value. Share it again.");

    public static ShareException QueueCompleted() => new(
        nameof(QueueCompleted), "The queue was completed: no more messages can be sent to it.", "Send before Complete-WorkerQueue, or make another queue.");

    public static ShareException MessageNotTaken() => new(
        nameof(MessageNotTaken), "More messages were to be marked finished than were taken.", "Call Complete-WorkerMessage once for each message that Receive-WorkerMessage gave.");

    public static ShareException PipeClosed() => new(
        nameof(PipeClosed), "The pipe's other end is closed: nobody can receive what is sent here.", "Make another pipe with New-WorkerPipe; its ends close with the workers that use them.");

    public static ShareException PipeOneWay(bool sends) => new(
        nameof(PipeOneWay), sends ? "This end of a one-way pipe only receives." : "This end of a one-way pipe only sends.",
        "The first end that New-WorkerPipe -OneWay gives receives, the second sends. Leave -OneWay out for both ways.");

    public static ShareException SharedKeyNull() => new(
        nameof(SharedKeyNull), "A key can't be $null.", "Use a string, a number, a date or an enum's value.");

    public static ShareException SharedKeyNotPlain(object key) => new(
        nameof(SharedKeyNotPlain), $"A {key.GetType().Name} can't be a key of a shared dictionary.",
        "Use what is compared by its value: a string, a number, a date, a Guid or an enum's value.");

    public static ShareException SharedNameNotText(object? key) => new(
        nameof(SharedNameNotText), $"The names of a shared namespace are strings, and this is a {key?.GetType().Name ?? "$null"}.",
        "Use a string, or New-SharedObject -Type Dictionary for other keys.");

    public static ShareException SharedKeyExists(object key) => new(
        nameof(SharedKeyExists), $"The key '{key}' is there already.", "Set it by $d['key'] = value, or use TryAdd, which says whether it was added.");

    public static ShareException SharedKeyNotFound(object key) => new(
        nameof(SharedKeyNotFound), $"There is no key '{key}'.", "Give a second argument, which is the value for a key that isn't there; or ask ContainsKey.");

    public static ShareException SharedDictionaryEmpty() => new(
        nameof(SharedDictionaryEmpty), "The dictionary is empty.", "Ask Count first, or use TryPopLast, which says whether there was an entry.");

    public static ShareException SharedListEmpty() => new(
        nameof(SharedListEmpty), "The list is empty.", "Ask Count first, or use TryPop, which says whether there was a value.");

    public static ShareException SharedIndexOutOfRange(long index, int count) => new(
        nameof(SharedIndexOutOfRange), $"There is no index {index}: the list has {count} {(count == 1 ? "value" : "values")}.",
        count == 0 ? "Add values first." : $"Use 0 to {count - 1}, or -1 to -{count} from the end.");

    public static ShareException SharedIndexNotNumber(object? index) => new(
        nameof(SharedIndexNotNumber), $"'{index}' is no index of a list.", "Use whole numbers: 0 is the first, -1 the last.");

    public static ShareException SharedListNotSortable() => new(
        nameof(SharedListNotSortable), "The list's values can't be compared with each other.",
        "Sort by what you choose: Update-SharedObject $list { $_ | Sort-Object … }.");

    public static ShareException SharedValueHasNoKey() => new(
        nameof(SharedValueHasNoKey), "A shared value has no keys.", "Leave the key out.");

    public static ShareException UpdateNotADictionary(object? value) => new(
        nameof(UpdateNotADictionary), $"A whole dictionary can't become a {value?.GetType().Name ?? "$null"}.",
        "End with a dictionary, which may be the one that was given, or update one key.");

    public static ShareException UpdateWithinItself() => new(
        nameof(UpdateWithinItself), "An update can't begin within an update of the same, which it would wait for without end.",
        "Do both in one script block, whose output is the new value.");

    public static ShareException UpdateDeadlock() => new(
        nameof(UpdateDeadlock), "Two updates wait for what the other has: neither would ever end.",
        "Begin updates within updates in the same order everywhere; or update the whole, without a key.");

    public static ShareException UpdateNotBegun() => new(
        nameof(UpdateNotBegun), "What was to be updated was given back before.", "Begin the update again.");

    public static ShareException SharedRequestMalformed(Exception malformed) => new(
        nameof(SharedRequestMalformed), $"The request can't be understood: {malformed.Message}", "Report this: no command sends such a one.");
}
