using System.Dynamic;
using System.Linq.Expressions;
using System.Reflection;

namespace PiPS.Engine.Sharing.Objects;

/// <summary>What a scripting language's operators do to a shared object.</summary>
/// <remarks>
/// By itself PowerShell turns an error of an index or of a property into null, and a removed object would look like an empty one. What is bound here
/// throws. And a dictionary's key is asked for once, where PowerShell would ask whether it is there, and then for its value.
/// </remarks>
internal sealed class SharedMetaObject : DynamicMetaObject
{
    // What PowerShell gives any object.
    private static readonly HashSet<string> OfAnyObject = new(StringComparer.OrdinalIgnoreCase)
    {
        "psobject", "psbase", "psadapted", "psextended", "pstypenames",
    };

    private static readonly MethodInfo TryGetMethod = typeof(SharedDictionary).GetMethod(nameof(SharedDictionary.TryGetValue))!;
    private static readonly MethodInfo GetIndexMethod = Hidden(typeof(SharedObject), nameof(SharedObject.GetIndex));
    private static readonly MethodInfo SetIndexMethod = Hidden(typeof(SharedObject), nameof(SharedObject.SetIndex));
    private static readonly Nothing NoMembers = new();

    public SharedMetaObject(Expression expression, SharedProxy value)
        : base(expression, BindingRestrictions.Empty, value)
    {
    }

    public override DynamicMetaObject BindGetMember(GetMemberBinder binder)
    {
        if (OfAnyObject.Contains(binder.Name))
        {
            return base.BindGetMember(binder);
        }

        PropertyInfo? property = Array.Find(
            LimitType.GetProperties(BindingFlags.Public | BindingFlags.Instance),
            one => one.GetIndexParameters().Length == 0 && one.Name.Equals(binder.Name, StringComparison.OrdinalIgnoreCase));

        if (Value is not SharedDictionary)
        {
            return property is null ? base.BindGetMember(binder) : Bound(Own(property));
        }

        DynamicMetaObject missing = Value is SharedNamespace ? binder.FallbackGetMember(NoMembers.MetaObject)
            : property is null ? base.BindGetMember(binder)
            : Bound(Own(property));
        ParameterExpression value = Expression.Variable(typeof(object));
        BlockExpression found = Expression.Block(
            [value],
            Expression.Condition(
                Expression.Call(As(typeof(SharedDictionary)), TryGetMethod, Expression.Constant(binder.Name), value),
                value,
                Expression.Convert(missing.Expression, typeof(object))));
        return new(found, OfType().Merge(missing.Restrictions));
    }

    public override DynamicMetaObject BindSetMember(SetMemberBinder binder, DynamicMetaObject value)
        => Value is SharedDictionary ? Set(Expression.Constant(binder.Name), value) : base.BindSetMember(binder, value);

    public override DynamicMetaObject BindGetIndex(GetIndexBinder binder, DynamicMetaObject[] indexes)
        => Value is SharedObject && indexes is [DynamicMetaObject index]
            ? Bound(Expression.Call(As(typeof(SharedObject)), GetIndexMethod, AsObject(index.Expression)))
            : base.BindGetIndex(binder, indexes);

    public override DynamicMetaObject BindSetIndex(SetIndexBinder binder, DynamicMetaObject[] indexes, DynamicMetaObject value)
        => Value is SharedObject && indexes is [DynamicMetaObject index]
            ? Set(AsObject(index.Expression), value)
            : base.BindSetIndex(binder, indexes, value);

    /// <summary>Names that a shell offers to complete.</summary>
    public override IEnumerable<string> GetDynamicMemberNames()
    {
        try
        {
            return Value is SharedNamespace names ? names.GetNames() : [];
        }
        catch (ShareException)
        {
            return [];
        }
    }

    private static MethodInfo Hidden(Type type, string name) => type.GetMethod(name, BindingFlags.NonPublic | BindingFlags.Instance)!;

    private static Expression AsObject(Expression value) => value.Type == typeof(object) ? value : Expression.Convert(value, typeof(object));

    private DynamicMetaObject Set(Expression index, DynamicMetaObject value)
    {
        ParameterExpression given = Expression.Variable(typeof(object));
        return Bound(Expression.Block(
            [given],
            Expression.Assign(given, AsObject(value.Expression)),
            Expression.Call(As(typeof(SharedObject)), SetIndexMethod, index, given),
            given));
    }

    private Expression Own(PropertyInfo property) => AsObject(Expression.Property(As(property.DeclaringType!), property));

    private UnaryExpression As(Type type) => Expression.Convert(Expression, type);

    private DynamicMetaObject Bound(Expression expression) => new(expression, OfType());

    private BindingRestrictions OfType() => BindingRestrictions.GetTypeRestriction(Expression, LimitType);

    /// <summary>What has no members: asked for any, a shell says that it isn't there in its own way.</summary>
    private sealed class Nothing
    {
        public Nothing()
        {
            MetaObject = new(Expression.Constant(this), BindingRestrictions.Empty, this);
        }

        public DynamicMetaObject MetaObject { get; }
    }
}
