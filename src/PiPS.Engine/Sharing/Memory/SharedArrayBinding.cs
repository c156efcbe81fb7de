using System.Collections;
using System.Dynamic;
using System.Linq.Expressions;

namespace PiPS.Engine.Sharing.Memory;

/// <summary>What <c>$a[…]</c> and <c>foreach</c> do with a shared array in a shell that binds at run time.</summary>
/// <remarks>
/// PowerShell's own way with an indexer gives nothing where it throws; and what is enumerable it takes apart wherever it goes. What isn't
/// ours, such as wrapped values and their conversion, stays the shell's: it unwraps them and asks again. Source: PowerShell's
/// PSEnumerableBinder, which asks an object of its own mind before it looks at what it implements; its PSPipeWriterBinder, by which
/// functions give results, doesn't ask.
/// </remarks>
internal sealed class SharedArrayBinding : DynamicMetaObject
{
    private readonly SharedArray _array;

    public SharedArrayBinding(Expression expression, SharedArray array)
        : base(expression, BindingRestrictions.Empty, array)
    {
        _array = array;
    }

    private Type ElementType => _array.GetType().GenericTypeArguments[0];

    private Expression Self => Expression.Convert(Expression, _array.GetType());

    private BindingRestrictions SelfType => BindingRestrictions.GetTypeRestriction(Expression, _array.GetType());

    public override DynamicMetaObject BindGetIndex(GetIndexBinder binder, DynamicMetaObject[] indexes)
    {
        if (indexes is [{ Value: not null } several] && IsSeveral(several.Value))
        {
            Expression slice = Expression.Call(Self, nameof(SharedArray.Slice), null, Expression.Convert(several.Expression, typeof(IEnumerable)));
            return new(slice, SelfType.Merge(TypeOf(several)));
        }

        return indexes is [DynamicMetaObject one] && IndexOf(one) is Expression index
            ? new(Expression.Convert(Expression.MakeIndex(Self, _array.GetType().GetProperty("Item"), [index]), typeof(object)), SelfType.Merge(TypeOf(one)))
            : base.BindGetIndex(binder, indexes);
    }

    public override DynamicMetaObject BindSetIndex(SetIndexBinder binder, DynamicMetaObject[] indexes, DynamicMetaObject value)
    {
        if (indexes is not [DynamicMetaObject one] || IndexOf(one) is not Expression index)
        {
            return base.BindSetIndex(binder, indexes, value);
        }

        if (value.Value?.GetType() != ElementType)
        {
            // The shell converts the value.
            DynamicMetaObject number = new(Expression.Convert(index, typeof(object)), TypeOf(one), SharedArray.IndexFrom(one.Value));
            return binder.FallbackSetIndex(this, [number], value);
        }

        Expression place = Expression.MakeIndex(Self, _array.GetType().GetProperty("Item"), [index]);
        Expression set = Expression.Assign(place, Expression.Convert(value.Expression, ElementType));
        return new(Expression.Convert(set, typeof(object)), SelfType.Merge(TypeOf(one)).Merge(TypeOf(value)));
    }

    public override DynamicMetaObject BindConvert(ConvertBinder binder) => binder.Type == typeof(IEnumerator)
        ? new(Expression.Call(Self, nameof(SharedArray.GetEnumerator), null), SelfType)
        : binder.Type == ElementType.MakeArrayType()
        ? new(Expression.Call(Self, nameof(SharedArray<byte>.ToArray), null), SelfType)
        : base.BindConvert(binder);

    private static bool IsSeveral(object given) => given is IEnumerable and not string;

    private static BindingRestrictions TypeOf(DynamicMetaObject given) => BindingRestrictions.GetTypeRestriction(given.Expression, given.Value!.GetType());

    // Nothing where it is the shell's to unwrap.
    private static Expression? IndexOf(DynamicMetaObject given) => given.Value switch
    {
        int => Expression.Convert(Expression.Convert(given.Expression, typeof(int)), typeof(long)),
        long => Expression.Convert(given.Expression, typeof(long)),
        IConvertible => Expression.Call(typeof(SharedArray), nameof(SharedArray.IndexFrom), null, Expression.Convert(given.Expression, typeof(object))),
        _ => null,
    };
}
