using System.Management.Automation;
using PiPS.Engine.Sharing;

namespace PiPS.Cmdlets.Sharing;

/// <summary>Shared objects by their names.</summary>
internal static class SharedSelection
{
    /// <param name="names">Names, or wildcards; none for all.</param>
    /// <param name="tell">Takes an error for each name that there is none of. Wildcards may find none.</param>
    /// <exception cref="ShareException">They can't be asked for.</exception>
    public static IReadOnlyList<SharedProxy> Of(string[] names, Action<ErrorRecord> tell)
    {
        IReadOnlyList<SharedProxy> all = SessionShares.Current.All();

        if (names.Length == 0)
        {
            return all;
        }

        List<SharedProxy> selected = [];

        foreach (string name in names)
        {
            NamePattern pattern = new(name);
            List<SharedProxy> found = [.. all.Where(one => pattern.Fits(one.GetName()))];

            if (found.Count == 0 && !pattern.MayFitNone)
            {
                tell(ShareErrors.SharedObjectNotFound(name));
            }

            selected.AddRange(found.Where(one => !selected.Contains(one)));
        }

        return selected;
    }
}
