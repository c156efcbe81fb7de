using System.Reflection;

namespace PiPS.HelpBuilder.Reading;

/// <summary>What the compiler calls a type, property or field in the documentation file (C# standard, annex D.4.2).</summary>
internal static class DocumentationId
{
    public static string Of(Type type) => "T:" + Path(type);

    public static string Of(PropertyInfo property) => $"P:{Path(property.DeclaringType!)}.{property.Name}";

    public static string Of(FieldInfo field) => $"F:{Path(field.DeclaringType!)}.{field.Name}";

    // A property inherited from Base<int> is documented once, under Base`1.
    private static string Path(Type type)
    {
        Type definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return (definition.FullName ?? definition.Name).Replace('+', '.');
    }
}
