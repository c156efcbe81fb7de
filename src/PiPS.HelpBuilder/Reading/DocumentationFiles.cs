using System.Reflection;
using System.Xml.Linq;

namespace PiPS.HelpBuilder.Reading;

/// <summary>The documentation comments of some assemblies, by member.</summary>
internal sealed class DocumentationFiles
{
    private readonly Dictionary<string, XElement> _members = [];

    public DocumentationFiles(IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            // Whitespace is kept because the space between two tags is text, and indentation is part of a code block.
            XDocument file = XDocument.Load(path, LoadOptions.PreserveWhitespace);

            foreach (XElement member in file.Descendants("member"))
            {
                _members.TryAdd((string?)member.Attribute("name") ?? "", member);
            }
        }
    }

    public XElement? Find(Type type) => _members.GetValueOrDefault(DocumentationId.Of(type));

    public XElement? Find(FieldInfo field) => _members.GetValueOrDefault(DocumentationId.Of(field));

    /// <summary>A property's comment; an override that has none, or only <c>inheritdoc</c>, has its base's.</summary>
    public XElement? Find(PropertyInfo property)
    {
        for (PropertyInfo? at = property; at is not null; at = Overridden(at))
        {
            XElement? member = _members.GetValueOrDefault(DocumentationId.Of(at));

            if (member?.Element("summary") is not null)
            {
                return member;
            }
        }

        return null;
    }

    private static PropertyInfo? Overridden(PropertyInfo property)
        => property.DeclaringType!.BaseType?.GetProperties().FirstOrDefault(inherited => inherited.Name == property.Name);
}
