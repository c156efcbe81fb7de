using System.Runtime.InteropServices;

namespace PiPS.Engine.Values;

/// <summary>Elements each as a value.</summary>
/// <typeparam name="T">A type of scalars.</typeparam>
internal sealed class ScalarSequenceForm<T> : SequenceForm
{
    public ScalarSequenceForm(ValueTag element)
        : base(element, typeof(T[]), typeof(List<T>))
    {
    }

    protected override void Write(ByteWriter target, object value)
    {
        ReadOnlySpan<T> elements = value is T[] array ? array : CollectionsMarshal.AsSpan((List<T>)value);
        target.AppendVariable((uint)elements.Length);

        foreach (T element in elements)
        {
            ScalarForm.TryWrite(target, element);
        }
    }

    protected override object ReadElements(ref ByteReader source, bool asList, int reserved)
    {
        T[] elements = new T[source.TakeCount(1, reserved)];

        for (int i = 0; i < elements.Length; i++)
        {
            if (!ScalarForm.TryRead(ref source, (ValueTag)source.TakeByte(), out object? element)
                || (element is not T && (element is not null || default(T) is not null)))
            {
                throw Malformed.Because("An array has an element that isn't of its type.");
            }

            elements[i] = (T)element!;
        }

        return asList ? new List<T>(elements) : elements;
    }
}
