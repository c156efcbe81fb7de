using System.Globalization;

namespace PiPS.Engine.Tests.Estimating;

/// <summary>Somebody else's habits of writing numbers.</summary>
internal static class Cultures
{
    public static void In(string culture, Action act)
    {
        CultureInfo own = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);

        try
        {
            Assert.SkipWhen(1.5.ToString(CultureInfo.CurrentCulture) == "1.5" && culture != "ar-SA", $"This .NET knows no {culture}.");
            act();
        }
        finally
        {
            CultureInfo.CurrentCulture = own;
        }
    }
}
