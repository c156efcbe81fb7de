namespace PiPS.Soaking.Checking;

/// <summary>What came isn't what had to come.</summary>
internal sealed class ViolationException : Exception
{
    public ViolationException(string expected, string came)
        : base($"expected: {expected}{Environment.NewLine}    came:     {came}")
    {
    }

    /// <summary>Throws unless something holds.</summary>
    public static void Unless(bool holds, string expected, Func<string> came)
    {
        if (!holds)
        {
            throw new ViolationException(expected, came());
        }
    }
}
