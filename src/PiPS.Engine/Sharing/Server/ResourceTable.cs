using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using PiPS.Engine.Sharing.Locks;
using PiPS.Engine.Sharing.Memory;
using PiPS.Engine.Sharing.Messages;
using PiPS.Engine.Sharing.Objects;
using PiPS.Engine.Values;

namespace PiPS.Engine.Sharing.Server;

/// <summary>The shared objects of a session, by number and by name.</summary>
internal sealed class ResourceTable
{
    private static readonly Dictionary<SharedKind, Maker> Makers = new()
    {
        [SharedKind.Queue] = (reference, answers, options) => new QueueResource(reference, answers, options),
        [SharedKind.Lock] = (reference, answers, _) => new MutexResource(reference, answers, isRecursive: false),
        [SharedKind.RecursiveLock] = (reference, answers, _) => new MutexResource(reference, answers, isRecursive: true),
        [SharedKind.Semaphore] = (reference, answers, options) => new SemaphoreResource(reference, answers, options),
        [SharedKind.Event] = (reference, answers, _) => new EventResource(reference, answers),
        [SharedKind.Condition] = (reference, answers, _) => new ConditionResource(reference, answers),
        [SharedKind.Barrier] = (reference, answers, options) => new BarrierResource(reference, answers, options),
        [SharedKind.Dictionary] = (reference, answers, options) => new DictionaryResource(reference, answers, options),
        [SharedKind.Namespace] = (reference, answers, options) => new DictionaryResource(reference, answers, options),
        [SharedKind.List] = (reference, answers, options) => new ListResource(reference, answers, options),
        [SharedKind.Value] = (reference, answers, options) => new ValueResource(reference, answers, options),
    };

    // What stands for others where objects are looked for by name.
    private static readonly SearchValues<char> NoName = SearchValues.Create("*?[]`");

    private readonly Answers _answers;
    private readonly Dictionary<long, SharedResource> _resources = [];
    private readonly Dictionary<string, SharedResource> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<SharedKind, int> _numbered = [];
    private long _last;

    /// <param name="answers">Where they put answers.</param>
    public ResourceTable(Answers answers)
    {
        _answers = answers;
    }

    private delegate SharedResource Maker(SharedReference reference, Answers answers, ShareReader options);

    public bool TryGet(long id, [NotNullWhen(true)] out SharedResource? resource) => _resources.TryGetValue(id, out resource);

    /// <exception cref="ShareException">There is none.</exception>
    public SharedResource Of(long id) => TryGet(id, out SharedResource? resource) ? resource : throw ShareRefusals.SharedObjectRemoved();

    public byte[] Find(ShareReader content)
    {
        string name = content.Text();
        return _names.TryGetValue(name, out SharedResource? found)
            ? new ShareWriter().Reference(found.Reference).ToArray()
            : throw ShareRefusals.SharedObjectNotFound(name);
    }

    public byte[] All()
    {
        ShareWriter content = new();
        content.Number(_resources.Count);

        foreach (SharedResource resource in _names.Values.OrderBy(one => one.Reference.Name, StringComparer.OrdinalIgnoreCase))
        {
            content.Reference(resource.Reference);
        }

        return content.ToArray();
    }

    /// <returns>What it, or they, are known by.</returns>
    public byte[] Create(ShareReader content)
    {
        SharedKind kind = (SharedKind)content.Byte();
        string name = content.Text();

        if (kind == SharedKind.PipeEnd)
        {
            return CreatePipe(name, oneWay: content.Byte() != 0);
        }

        if (!Makers.TryGetValue(kind, out Maker? make))
        {
            throw Malformed.Because($"There is no shared object of kind {(byte)kind}.");
        }

        SharedReference reference = NewReference(kind, name);
        Add(make(reference, _answers, content));
        return new ShareWriter().Reference(reference).ToArray();
    }

    /// <summary>Adds memory that was made.</summary>
    public SharedReference Create(SharedKind kind, string name, SharedMemory memory)
    {
        SharedReference reference = NewReference(kind, name);
        Add(new MemoryResource(reference, _answers, memory));
        return reference;
    }

    public void Remove(SharedResource resource)
    {
        _resources.Remove(resource.Reference.Id);
        _names.Remove(resource.Reference.Name);
    }

    private byte[] CreatePipe(string name, bool oneWay)
    {
        string both = name.Length > 0 ? name : NewName("Pipe");
        PipeEndResource first = new(NewReference(SharedKind.PipeEnd, $"{both}.1"), _answers, canSend: !oneWay, canReceive: true);
        PipeEndResource second = new(NewReference(SharedKind.PipeEnd, $"{both}.2"), _answers, canSend: true, canReceive: !oneWay);
        PipeEndResource.Connect(first, second);
        Add(first);
        Add(second);
        return new ShareWriter().Reference(first.Reference).Reference(second.Reference).ToArray();
    }

    private SharedReference NewReference(SharedKind kind, string name)
    {
        if (name.AsSpan().IndexOfAny(NoName) >= 0 || name.Any(char.IsControl))
        {
            throw ShareRefusals.SharedNameInvalid(name);
        }

        if (_names.ContainsKey(name))
        {
            throw ShareRefusals.SharedNameTaken(name);
        }

        return new(kind, ++_last, name.Length > 0 ? name : NewName(kind.ToString()));
    }

    private string NewName(string stem)
    {
        SharedKind kind = Enum.TryParse(stem, out SharedKind known) ? known : SharedKind.PipeEnd;
        string name;

        do
        {
            _numbered[kind] = _numbered.GetValueOrDefault(kind) + 1;
            name = $"{stem}{_numbered[kind]}";
        }
        while (_names.ContainsKey(name) || _names.ContainsKey($"{name}.1"));

        return name;
    }

    private void Add(SharedResource resource)
    {
        _resources.Add(resource.Reference.Id, resource);
        _names.Add(resource.Reference.Name, resource);
    }
}
