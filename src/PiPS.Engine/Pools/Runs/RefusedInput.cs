using PiPS.Engine.Values;

namespace PiPS.Engine.Pools.Runs;

/// <summary>Stands for an input that can't travel to another process: its item fails when its turn comes.</summary>
/// <param name="Why">What can't travel, as a sentence.</param>
/// <param name="Id">Name of the error; empty if it has none of its own.</param>
/// <param name="Target">The name of what can't travel, where the error has an id.</param>
/// <param name="Advice">What to do instead, where the error has an id.</param>
public sealed record RefusedInput(string Why, string Id = "", string Target = "", string Advice = "")
{
    internal static RefusedInput Of(UnencodableValueException refused) => new(refused.Message, refused.Id, refused.Target, refused.Advice);

    internal static RefusedInput FromTexts(IReadOnlyList<string> texts)
        => texts is [string why, string id, string target, string advice] ? new(why, id, target, advice) : new(string.Empty);

    internal string[] ToTexts() => [Why, Id, Target, Advice];
}
