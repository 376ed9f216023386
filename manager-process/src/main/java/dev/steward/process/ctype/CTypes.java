package dev.steward.process.ctype;

import dev.steward.api.Code;
import dev.steward.api.Length;
import dev.steward.api.TypeCode;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the type of C that a Java class or a type code stands for. Thread-safe. */
public final class CTypes {

    /** Which type codes stand for the classes that say by themselves what they are. */
    private static final Map<Class<?>, TypeCode<?>> BY_CLASS = Stream.of(
                    TypeCode.BYTE,
                    TypeCode.SHORT,
                    TypeCode.INT,
                    TypeCode.LONG,
                    TypeCode.FLOAT,
                    TypeCode.DOUBLE,
                    TypeCode.CHARACTER,
                    TypeCode.BOOLEAN)
            .collect(Collectors.toUnmodifiableMap(TypeCode::type, code -> code));

    private static final Map<Character, CNumber<?>> NUMBERS = TypeCode.values().stream()
            .collect(Collectors.toUnmodifiableMap(TypeCode::code, code -> CNumber.of(code, DataModel.CURRENT)));

    private static final ClassValue<CType<?>> STRUCTURES = new ClassValue<>() {
        @Override
        protected CType<?> computeValue(Class<?> type) {
            return structure(type, new ArrayDeque<>(), type.getSimpleName());
        }
    };

    private CTypes() {}

    /** Returns what a type code stands for. */
    // The map has for each type code the type of C that was made of it.
    @SuppressWarnings("unchecked")
    public static <T> CNumber<T> of(TypeCode<T> code) {
        CNumber<?> number = NUMBERS.get(code.code());
        if (number == null) {
            throw new IllegalArgumentException(code + " stands for no type of C");
        }
        return (CNumber<T>) number;
    }

    /**
     * Returns what a class stands for: a primitive type or its wrapper for the number of C of that size, a record for a
     * structure.
     *
     * @throws IllegalArgumentException if it stands for none; says which class, which component, and what to do
     */
    // The class literal of a primitive type has the wrapper as its argument: int.class is a Class<Integer>.
    @SuppressWarnings("unchecked")
    public static <T> CType<T> of(Class<T> type) {
        TypeCode<?> code = BY_CLASS.get(MethodType.methodType(type).wrap().returnType());
        if (code != null) {
            return (CType<T>) of(code);
        }
        if (!type.isRecord()) {
            throw new IllegalArgumentException("a cell cannot hold " + described(type)
                    + ": it holds a number, a boolean, a" + " character, or a record of such; " + instead(type));
        }
        return (CType<T>) STRUCTURES.get(type);
    }

    private static String described(Class<?> type) {
        return type.isRecord() || type.isPrimitive() ? type.getSimpleName() : "a " + type.getSimpleName();
    }

    private static String instead(Class<?> type) {
        if (type == String.class) {
            return "for a text take ArrayCell.ofBytes, or a record with a component @Length(n) String";
        }
        if (type.isArray()) {
            return "for an array take an ArrayCell, or a record with a component @Length(n) " + type.getSimpleName();
        }
        if (Number.class.isAssignableFrom(type)) {
            return "for a number take a TypeCode, such as TypeCode.UNSIGNED_LONG";
        }
        if (type.isEnum()) {
            return "for a constant of an enum take its number, with TypeCode.INT";
        }
        return "make a record of what it is made of, or take an object of a manager";
    }

    /** Lays out a record that is inside of others, which is how C lays it out: members in order, padded, and the end too. */
    private static CStructure<?> structure(Class<?> type, Deque<Class<?>> around, String path) {
        if (around.contains(type)) {
            throw new IllegalArgumentException(path + " is " + type.getSimpleName()
                    + " inside of itself, which would have no end in C: put the index of an element of an ArrayCell in"
                    + " its place");
        }
        around.push(type);
        List<CStructure.Member> members = new ArrayList<>();
        long end = 0;
        int alignment = 1;
        for (RecordComponent component : type.getRecordComponents()) {
            String place = path + "." + component.getName();
            CType<?> member = member(component, around, place);
            end = aligned(end, member.alignment());
            members.add(new CStructure.Member(
                    component.getName(), member, checked(end, place), accessor(component, place)));
            end = checked(end + member.size(), place);
            alignment = Math.max(alignment, member.alignment());
        }
        around.pop();
        if (members.isEmpty()) {
            throw new IllegalArgumentException(path + " has no components: a structure of C holds at least one");
        }
        return new CStructure<>(
                type, members, checked(aligned(end, alignment), path), alignment, constructor(type, path));
    }

    private static long aligned(long offset, int alignment) {
        return (offset + alignment - 1) & -alignment;
    }

    private static int checked(long size, String place) {
        if (size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(place + " ends behind byte " + Integer.MAX_VALUE
                    + ", which is the most that a cell has; make it shorter");
        }
        return (int) size;
    }

    private static CType<?> member(RecordComponent component, Deque<Class<?>> around, String place) {
        Class<?> type = component.getType();
        @Nullable Length length = component.getAnnotation(Length.class);
        @Nullable Code code = component.getAnnotation(Code.class);
        if (length != null && length.value() < 1) {
            throw new IllegalArgumentException(place + " has @Length(" + length.value() + "): at least 1");
        }
        if (type == String.class) {
            if (length == null) {
                throw new IllegalArgumentException(place
                        + " is a String, which has no length of its own in C: put @Length(n) before it, n"
                        + " bytes in UTF-8");
            }
            refuseCode(code, place);
            return new CText(length.value());
        }
        if (type.isArray()) {
            if (length == null) {
                throw new IllegalArgumentException(place + " is " + type.getSimpleName()
                        + ", which has no length of its own in C: put @Length(n) before it");
            }
            CType<?> element = element(type.getComponentType(), code, around, place + "[]");
            int size = checked((long) element.size() * length.value(), place);
            return new CArray<>(element, length.value(), size, type);
        }
        if (length != null) {
            throw new IllegalArgumentException(place + " is " + type.getSimpleName()
                    + ", of which there is one: @Length is for arrays and String; leave it out");
        }
        return element(type, code, around, place);
    }

    private static void refuseCode(@Nullable Code code, String place) {
        if (code != null) {
            throw new IllegalArgumentException(
                    place + " has @Code('" + code.value() + "'), which is for numbers; leave it out");
        }
    }

    private static CType<?> element(Class<?> type, @Nullable Code code, Deque<Class<?>> around, String place) {
        if (type.isRecord()) {
            refuseCode(code, place);
            return structure(type, around, place);
        }
        if (code != null) {
            return coded(type, code.value(), place);
        }
        if (type.isPrimitive()) {
            return of(type);
        }
        String cure = BY_CLASS.containsKey(type)
                ? "declare it " + MethodType.methodType(type).unwrap().returnType()
                : Number.class.isAssignableFrom(type)
                        ? "declare it long, or BigInteger with @Code('Q')"
                        : type == String.class || type.isArray()
                                ? "make a record of it with @Length, and declare an array of that"
                                : type.isEnum()
                                        ? "declare it int, and put the number of the constant there"
                                        : "declare it as a record, or as numbers";
        throw new IllegalArgumentException(place + " is " + type.getSimpleName()
                + ", a reference, which means nothing to another process: " + cure);
    }

    private static CType<?> coded(Class<?> type, char letter, String place) {
        TypeCode<?> code;
        try {
            code = TypeCode.of(letter);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    place + " has @Code('" + letter + "'): " + unknown.getMessage(), unknown);
        }
        Class<?> fitting = MethodType.methodType(code.type()).unwrap().returnType();
        if (type != fitting) {
            throw new IllegalArgumentException(place + " is " + type.getSimpleName() + ", and " + code + " is "
                    + fitting.getSimpleName() + " in Java: declare it so");
        }
        return of(code);
    }

    private static MethodHandle accessor(RecordComponent component, String place) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return MethodHandles.lookup().unreflect(accessor);
        } catch (IllegalAccessException | InaccessibleObjectException closed) {
            throw inaccessible(place, closed);
        }
    }

    private static MethodHandle constructor(Class<?> type, String path) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            return MethodHandles.lookup().unreflectConstructor(canonical).asSpreader(Object[].class, types.length);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(type + " is a record without a canonical constructor", impossible);
        } catch (IllegalAccessException | InaccessibleObjectException closed) {
            throw inaccessible(path, closed);
        }
    }

    private static IllegalArgumentException inaccessible(String place, Exception closed) {
        return new IllegalArgumentException(
                place
                        + " cannot be read or made by reflection: open the package of its record to this library's"
                        + " module",
                closed);
    }
}
