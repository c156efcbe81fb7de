using PiPS.Engine.Estimating;

namespace PiPS.Engine.Files;

/// <summary>How a kind of file is refused.</summary>
/// <param name="NotOpened">The operating system doesn't give it: path, why, what to do.</param>
/// <param name="InUse">Another command has it: path.</param>
internal sealed record FileRefusals(
    Func<string, string, string, InvalidOptionException> NotOpened, Func<string, InvalidOptionException> InUse);
