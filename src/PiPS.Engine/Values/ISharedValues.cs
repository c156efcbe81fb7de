using PiPS.Engine.Sharing;

namespace PiPS.Engine.Values;

/// <summary>What makes a process's own objects of what shared ones are known by. Any thread may use it.</summary>
public interface ISharedValues
{
    /// <summary>The object. Nothing is asked of anybody yet.</summary>
    object Resolve(in SharedReference reference);
}
