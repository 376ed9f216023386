package dev.steward.protocol.value.codec;

import dev.steward.api.Type;
import dev.steward.protocol.value.TaskValue;
import dev.steward.protocol.value.thrown.JdkThrowables;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The classes that this process opens when they arrive inside an opaque envelope, or as an enum. None by default: a class
 * is only ever loaded by a name from the wire if code named it, or its package, first.
 *
 * <p>What the closed set and the envelope's own table can hold needs no permission: they are found by number, never by
 * name, hold data only, and run no code of their own when they are made. Safe for use by any number of threads; it only
 * ever grows.
 */
public final class AllowedClasses {

    /** What carries tasks and their functions, where these are taken. */
    private static final Map<String, Class<?>> OF_TASKS =
            Map.of(TaskValue.class.getName(), TaskValue.class, FunctionPassage.class.getName(), FunctionPassage.class);

    private final Map<String, Class<?>> classes;
    private final Set<String> packages;
    private final boolean functions;
    /** Those of which these are the same with functions, or null. */
    private final @Nullable AllowedClasses withoutFunctions;

    private volatile boolean oneProgram;

    /** Allows nothing yet. */
    public AllowedClasses() {
        this(new ConcurrentHashMap<>(), ConcurrentHashMap.newKeySet(), null);
    }

    private AllowedClasses(
            Map<String, Class<?>> classes, Set<String> packages, @Nullable AllowedClasses withoutFunctions) {
        this.classes = classes;
        this.packages = packages;
        this.functions = withoutFunctions != null;
        this.withoutFunctions = withoutFunctions;
    }

    /**
     * Returns what processes of one program allow each other, of which one started the other: every class that they have,
     * and functions. Whoever can send to such a process can run code in it, so it must be the only one who can.
     */
    public static AllowedClasses ofOneProgram() {
        return new AllowedClasses().allow(FunctionPassage.class);
    }

    /**
     * Returns the same classes, those that are allowed later too, for the tasks of pools: functions travel, and those are
     * opened whose code stands in an allowed class.
     */
    public AllowedClasses withFunctions() {
        return new AllowedClasses(classes, packages, this);
    }

    /** Allows a class, and what {@link #allow(Type)} finds in it. Returns this. */
    public AllowedClasses allow(Class<?> allowed) {
        return allow(Type.of(allowed));
    }

    /**
     * Allows a type with all that it names in its turn: type arguments, elements of arrays, record components and fields
     * with their generic types, superclasses, permitted subclasses. Stops at classes of the JDK: those are allowed only
     * where they are named themselves. Returns this.
     */
    public AllowedClasses allow(Type<?> allowed) {
        Class<?> element = elementOf(allowed.raw());
        if (element == FunctionPassage.class) {
            // Code that may choose any function can reach any class.
            oneProgram = true;
        }
        if (element.isPrimitive()) {
            return this;
        }
        boolean isNew = classes.putIfAbsent(element.getName(), element) == null;
        if (isNew && !isOfTheJdk(element)) {
            allowPartsOf(element);
        }
        allowed.arguments().forEach(this::allow);
        return this;
    }

    private void allowPartsOf(Class<?> owner) {
        for (Field field : owner.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                allowPart(Type.of(field.getGenericType()));
            }
        }
        Class<?> superclass = owner.getSuperclass();
        if (superclass != null) {
            allowPart(Type.of(superclass));
        }
        Class<?>[] permitted = owner.getPermittedSubclasses();
        if (permitted != null) {
            for (Class<?> subclass : permitted) {
                allowPart(Type.of(subclass));
            }
        }
    }

    /** A part that nobody named himself: a class of the JDK is passed over, what it holds is looked at. */
    private void allowPart(Type<?> part) {
        if (isOfTheJdk(elementOf(part.raw()))) {
            part.arguments().forEach(this::allowPart);
        } else {
            allow(part);
        }
    }

    /**
     * Allows what the supertypes of a class or interface are made for, such as {@code Order} of a class that implements
     * {@code Store<Order>}. Returns this.
     */
    public AllowedClasses allowArgumentsOfSupertypes(Class<?> type) {
        Stream.concat(Stream.of(type.getGenericInterfaces()), Stream.ofNullable(type.getGenericSuperclass()))
                .map(Type::of)
                .forEach(supertype -> {
                    supertype.arguments().forEach(this::allow);
                    allowArgumentsOfSupertypes(supertype.raw());
                });
        return this;
    }

    /** Allows the classes of a package, those of its subpackages not included. The unnamed one is empty. Returns this. */
    public AllowedClasses allowPackage(String name) {
        packages.add(name);
        return this;
    }

    /**
     * Returns a name if it can be that of a package, the empty one of the unnamed package too.
     *
     * @throws IllegalArgumentException if no package can have it, such as {@code com.acme.*}
     */
    public static String checkedPackage(String name) {
        for (String part : name.isEmpty() ? new String[0] : name.split("\\.", -1)) {
            boolean isIdentifier = !part.isEmpty()
                    && Character.isJavaIdentifierStart(part.codePointAt(0))
                    && part.codePoints().allMatch(Character::isJavaIdentifierPart);
            if (!isIdentifier) {
                throw new IllegalArgumentException(
                        "'" + name + "' is no package: name it as its classes do, such as com.acme,"
                                + " and each of its subpackages too");
            }
        }
        return name;
    }

    /** Returns the name of the package of a class of that binary name; empty for the unnamed one. */
    static String packageOf(String className) {
        int dot = className.lastIndexOf('.');
        return dot < 0 ? "" : className.substring(0, dot);
    }

    /** Returns whether a class of that binary name, such as {@code com.acme.Order$Line}, may be opened. */
    public boolean isAllowed(String className) {
        return isOfOneProgram() || isNamed(className) || (functions && OF_TASKS.containsKey(className));
    }

    /** Returns whether code named a class of that binary name, or its package. */
    public boolean isNamed(String className) {
        return classes.containsKey(className) || packages.contains(packageOf(className));
    }

    /**
     * Returns the class of that name without initializing it, or null if it is not allowed or not there. A class that was
     * named in code is the very one that was named; one of an allowed package comes from the thread's class loader.
     */
    public @Nullable Class<?> find(String className) {
        Class<?> known = functions ? OF_TASKS.getOrDefault(className, classes.get(className)) : classes.get(className);
        if (known != null || !isAllowed(className)) {
            return known;
        }
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = context != null ? context : AllowedClasses.class.getClassLoader();
        try {
            Class<?> found = Class.forName(className, false, loader);
            classes.put(className, found);
            return found;
        } catch (ClassNotFoundException | LinkageError notThere) {
            return null;
        }
    }

    /** Returns whether functions travel: those of all classes, or those that stand in allowed ones. */
    boolean takesFunctions() {
        return functions || isOfOneProgram();
    }

    /** Returns whether all classes and functions are allowed. */
    boolean isOfOneProgram() {
        return oneProgram || (withoutFunctions != null && withoutFunctions.isOfOneProgram());
    }

    private static Class<?> elementOf(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        return element;
    }

    /** Returns whether a class belongs to the JDK. */
    public static boolean isOfTheJdk(Class<?> type) {
        return JdkThrowables.isOfTheJdk(type);
    }
}
