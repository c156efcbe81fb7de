using PiPS.HelpBuilder.Reading;

namespace PiPS.HelpBuilder.Tests.Reading;

public sealed class TypeNamesTests
{
    // type => short, full
    public static TheoryData<Type, string, string> Names => new()
    {
        { typeof(int), "Int32", "System.Int32" },
        { typeof(int?), "Int32", "System.Nullable[System.Int32]" },
        { typeof(int[]), "Int32[]", "System.Int32[]" },
        { typeof(double[,]), "Double[,]", "System.Double[,]" },
        {
            typeof(Dictionary<string, int[]>),
            "Dictionary[String,Int32[]]",
            "System.Collections.Generic.Dictionary[System.String,System.Int32[]]"
        },
    };

    [Theory, MemberData(nameof(Names))]
    public void Are_as_PowerShell_writes_them(Type type, string brief, string full)
    {
        Assert.Equal(brief, TypeNames.Short(type));
        Assert.Equal(full, TypeNames.Full(type));
    }
}
