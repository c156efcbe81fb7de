using System.Reflection;

namespace PiPS.HelpBuilder.Reading;

/// <summary>Reads attributes as data: those of the stubs that we compile against forget what they are told.</summary>
internal static class Attributes
{
    public static IEnumerable<CustomAttributeData> All<T>(this MemberInfo member)
        where T : Attribute
        => member.GetCustomAttributesData().Where(attribute => attribute.AttributeType == typeof(T));

    public static CustomAttributeData? One<T>(this MemberInfo member)
        where T : Attribute
        => member.All<T>().FirstOrDefault();

    /// <summary>The value of a <c>Name = value</c> argument, if it was given.</summary>
    public static T? Named<T>(this CustomAttributeData attribute, string name)
        => attribute.NamedArguments.Where(a => a.MemberName == name).Select(a => (T?)a.TypedValue.Value).FirstOrDefault();

    /// <summary>The positional arguments, with an array's elements in its place.</summary>
    public static IEnumerable<object?> Positional(this CustomAttributeData attribute)
        => attribute.ConstructorArguments.SelectMany(
            argument => argument.Value is IEnumerable<CustomAttributeTypedArgument> elements
                ? elements.Select(element => element.Value)
                : [argument.Value]);
}
