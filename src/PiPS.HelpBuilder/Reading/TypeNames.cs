namespace PiPS.HelpBuilder.Reading;

/// <summary>Types by the names that PowerShell users type: <c>Int32[]</c>, <c>Dictionary[String,Int32]</c>.</summary>
internal static class TypeNames
{
    /// <summary>Without namespaces, and <c>int?</c> as <c>Int32</c>: a parameter is left out by not naming it.</summary>
    public static string Short(Type type) => Show(Nullable.GetUnderlyingType(type) ?? type, t => t.Name, Short);

    /// <summary>With namespaces.</summary>
    public static string Full(Type type) => Show(type, t => t.FullName ?? t.Name, Full);

    /// <summary>What one value is: the element of an array, without its nullability.</summary>
    public static Type Element(Type type)
    {
        Type element = type.IsArray ? type.GetElementType()! : type;
        return Nullable.GetUnderlyingType(element) ?? element;
    }

    private static string Show(Type type, Func<Type, string> name, Func<Type, string> show)
    {
        if (type.IsArray)
        {
            return $"{show(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (!type.IsGenericType)
        {
            return name(type);
        }

        string bare = name(type.GetGenericTypeDefinition()).Split('`')[0];
        return $"{bare}[{string.Join(',', type.GetGenericArguments().Select(show))}]";
    }
}
