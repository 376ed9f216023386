package dev.steward.protocol.value.codec;

import dev.steward.api.Outcome;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.Refusal;
import dev.steward.protocol.value.decoded.Coercion;
import java.io.Serializable;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a lambda or a method reference travels: by the names of its class and method, and by the values that it captured. No
 * code travels: both processes have the same classes.
 *
 * <p>Whoever opens one lets its bytes choose which lambda to make, so it is opened by {@linkplain
 * AllowedClasses#ofOneProgram codecs of one program} only.
 *
 * @param owner the binary name of the class in whose code the lambda stands
 * @param face internal name of the functional interface
 * @param faceMethod its method
 * @param faceSignature the erased descriptor of that
 * @param kind how the method is called, as a reference kind of a method handle
 * @param methodOwner internal name of the class that has the method
 * @param method the method that is called
 * @param signature its descriptor; the captured values are its first arguments
 * @param instantiated the descriptor of the interface's method with its type arguments
 * @param interfaces the binary names of all interfaces that it has
 * @param captured the captured values, in order
 */
public record FunctionPassage(
        String owner,
        String face,
        String faceMethod,
        String faceSignature,
        int kind,
        String methodOwner,
        String method,
        String signature,
        String instantiated,
        List<String> interfaces,
        List<@Nullable Object> captured)
        implements Passage {

    private static final ClassValue<Method> WRITE_REPLACE = new ClassValue<>() {
        @Override
        protected Method computeValue(Class<?> type) {
            try {
                Method found = type.getDeclaredMethod("writeReplace");
                found.setAccessible(true);
                return found;
            } catch (NoSuchMethodException | RuntimeException notOfALambda) {
                throw new Refusal(
                        type.getName() + " is a class without a name that another process could know",
                        "pass a lambda, a method reference or an object of a named class",
                        notOfALambda);
            }
        }
    };

    /**
     * How a function of a task is called, and where its code is.
     *
     * @param packageName the package of the class in whose code it stands, which a worker must allow
     * @param name class and method, as a reader knows them
     * @param result the class of its result as its code names it; null if it does not
     */
    public record Named(
            String packageName, String name, @Nullable Class<?> result) {}

    /**
     * Returns how a function is called.
     *
     * @throws UnsupportedValueException if another process could not know it
     */
    public static Named nameOf(Object function) {
        if (!isFunction(function)) {
            Class<?> type = function.getClass();
            return new Named(type.getPackageName(), type.getName(), null);
        }
        try {
            FunctionPassage passage = of(function);
            Class<?> result = MethodType.fromMethodDescriptorString(
                            passage.instantiated(), function.getClass().getClassLoader())
                    .returnType();
            return new Named(AllowedClasses.packageOf(passage.owner()), passage.toString(), result);
        } catch (Refusal refusal) {
            throw refusal.toException("encode", Outcome.NOT_EXECUTED);
        }
    }

    /** Returns whether an object is a lambda or a method reference that says how it was made. */
    static boolean isFunction(Object object) {
        return object instanceof Serializable
                && (object.getClass().isHidden() || object.getClass().isSynthetic());
    }

    /** Returns how a lambda travels. */
    static FunctionPassage of(Object lambda) {
        SerializedLambda made = describe(lambda);
        String owner = made.getCapturingClass().replace('/', '.');
        requireReachable(owner, lambda.getClass().getClassLoader());
        List<@Nullable Object> captured = new ArrayList<>();
        for (int i = 0; i < made.getCapturedArgCount(); i++) {
            captured.add(made.getCapturedArg(i));
        }
        return new FunctionPassage(
                owner,
                made.getFunctionalInterfaceClass(),
                made.getFunctionalInterfaceMethodName(),
                made.getFunctionalInterfaceMethodSignature(),
                made.getImplMethodKind(),
                made.getImplClass(),
                made.getImplMethodName(),
                made.getImplMethodSignature(),
                made.getInstantiatedMethodType(),
                interfacesOf(lambda),
                captured);
    }

    private static SerializedLambda describe(Object lambda) {
        try {
            return (SerializedLambda) WRITE_REPLACE.get(lambda.getClass()).invoke(lambda);
        } catch (ReflectiveOperationException | ClassCastException notOfALambda) {
            throw new Refusal(
                    lambda.getClass().getName() + " does not say how it was made",
                    "pass a lambda, a method reference or an object of a named class",
                    notOfALambda);
        }
    }

    /** Returns the same function with other captured values. */
    FunctionPassage capturing(List<@Nullable Object> others) {
        return new FunctionPassage(
                owner,
                face,
                faceMethod,
                faceSignature,
                kind,
                methodOwner,
                method,
                signature,
                instantiated,
                interfaces,
                others);
    }

    private static List<String> interfacesOf(Object lambda) {
        return Stream.of(lambda.getClass().getInterfaces()).map(Class::getName).toList();
    }

    /** Refuses classes that were never in a file which another process could read: of JShell, of a single source file. */
    private static void requireReachable(String className, @Nullable ClassLoader loader) {
        if (ClassLoader.getSystemResource(className.replace('.', '/') + ".class") == null) {
            throw new Refusal(
                    "the code of " + className + " is not on the class path (it was loaded by "
                            + (loader == null ? "the JVM" : loader.getClass().getName())
                            + "), so another process cannot load it",
                    "compile the class and put it on the class path: what JShell, 'java Main.java' or a container"
                            + " loaded from elsewhere cannot travel");
        }
    }

    /** Makes the lambda anew, by the method that the compiler put into its class for that purpose. */
    @Override
    public Object arrive() {
        try {
            Class<?> type = Class.forName(owner, true, loader());
            Method maker = type.getDeclaredMethod("$deserializeLambda$", SerializedLambda.class);
            maker.setAccessible(true);
            @Nullable Object[] fitting = fitting();
            Object made = maker.invoke(
                    null,
                    new SerializedLambda(
                            type,
                            face,
                            faceMethod,
                            faceSignature,
                            kind,
                            methodOwner,
                            method,
                            signature,
                            instantiated,
                            fitting));
            boolean isTheOne = describe(made).getInstantiatedMethodType().equals(instantiated)
                    && interfacesOf(made).equals(interfaces);
            return isTheOne ? made : FunctionFactory.make(type, this, fitting);
        } catch (InvocationTargetException | IllegalArgumentException otherVersion) {
            throw refused("there is no such lambda in that class here: it is of another version", otherVersion);
        } catch (ReflectiveOperationException | LinkageError | TypeNotPresentException notThere) {
            throw refused("that class is not on the class path here, or cannot be used: " + notThere, notThere);
        }
    }

    private UnsupportedValueException refused(String why, Throwable cause) {
        return new UnsupportedValueException(
                "cannot make the function " + this + ": " + why + "; use the same class path on both sides",
                Outcome.UNKNOWN,
                cause);
    }

    /** The captured values as what the method declares: a list that was an unnamed class of the JDK came as another one. */
    private @Nullable Object[] fitting() {
        List<Class<?>> declared =
                MethodType.fromMethodDescriptorString(signature, loader()).parameterList();
        // A captured receiver is no parameter.
        int receivers = isStatic() || captured.isEmpty() ? 0 : 1;
        @Nullable Object[] fitting = captured.toArray();
        for (int i = receivers; i < fitting.length && i - receivers < declared.size(); i++) {
            fitting[i] = Coercion.to(Type.of(declared.get(i - receivers)), fitting[i]);
        }
        return fitting;
    }

    /** Returns whether the method has no receiver. */
    boolean isStatic() {
        return kind == MethodHandleInfo.REF_invokeStatic || kind == MethodHandleInfo.REF_newInvokeSpecial;
    }

    private static ClassLoader loader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context != null ? context : ClassLoader.getSystemClassLoader();
    }

    /** Returns class and method, as a reader knows them. */
    @Override
    public String toString() {
        return methodOwner.replace('/', '.') + "::" + method;
    }
}
