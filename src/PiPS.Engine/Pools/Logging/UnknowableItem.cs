namespace PiPS.Engine.Pools.Logging;

/// <summary>Why an item wasn't run though nothing ran wrong: it has no bytes that a log could know it by.</summary>
/// <param name="Message">What is about it, as a sentence.</param>
public sealed record UnknowableItem(string Message);
