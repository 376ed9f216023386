package dev.steward.protocol.value.codec;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the function that was named where the compiler's own maker makes another one. That one tells the functions of a class
 * apart by their method, not by the types that it is used with or by further interfaces: of {@code Main::show} for texts and
 * {@code Main::show} for numbers it makes the first twice.
 *
 * <p>Thread-safe. There is one class for each function of the program and each combination of types, made once.
 */
final class FunctionFactory {

    /** By what is named; of the captured values only how many there are counts. */
    private static final Map<Key, MethodHandle> FACTORIES = new ConcurrentHashMap<>();

    private record Key(Class<?> owner, FunctionPassage named) {}

    private FunctionFactory() {}

    /**
     * Makes a function.
     *
     * @param owner the class in whose code it stands
     * @param named what it is
     * @param captured the captured values as its method declares them
     */
    static Object make(Class<?> owner, FunctionPassage named, @Nullable Object[] captured)
            throws ReflectiveOperationException {
        Key key = new Key(owner, named.capturing(Arrays.asList(new Object[captured.length])));
        MethodHandle factory = FACTORIES.get(key);
        try {
            if (factory == null) {
                factory = factory(owner, named, captured.length);
                FACTORIES.putIfAbsent(key, factory);
            }
            return factory.invokeWithArguments(captured);
        } catch (ReflectiveOperationException | RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new ReflectiveOperationException(failure);
        }
    }

    private static MethodHandle factory(Class<?> owner, FunctionPassage named, int captured)
            throws ReflectiveOperationException {
        ClassLoader loader = owner.getClassLoader();
        MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
        Class<?> methodOwner = Class.forName(named.methodOwner().replace('/', '.'), false, loader);
        MethodType signature = MethodType.fromMethodDescriptorString(named.signature(), loader);
        List<Class<?>> parameters = new ArrayList<>(signature.parameterList());
        if (!named.isStatic()) {
            parameters.add(0, methodOwner);
        }
        Class<?> face = Class.forName(named.face().replace('/', '.'), false, loader);
        MethodType faceSignature = MethodType.fromMethodDescriptorString(named.faceSignature(), loader);
        List<Class<?>> interfaces = new ArrayList<>();
        for (String name : named.interfaces()) {
            interfaces.add(Class.forName(name, false, loader));
        }
        List<Class<?>> markers =
                interfaces.stream().filter(marker -> marker != face).toList();
        List<MethodType> bridges = bridges(interfaces, named.faceMethod(), faceSignature);
        List<Object> arguments = new ArrayList<>(List.of(
                faceSignature,
                implementation(lookup, owner, methodOwner, named, signature),
                MethodType.fromMethodDescriptorString(named.instantiated(), loader),
                LambdaMetafactory.FLAG_SERIALIZABLE | LambdaMetafactory.FLAG_MARKERS | LambdaMetafactory.FLAG_BRIDGES));
        arguments.add(markers.size());
        arguments.addAll(markers);
        arguments.add(bridges.size());
        arguments.addAll(bridges);
        try {
            return LambdaMetafactory.altMetafactory(
                            lookup,
                            named.faceMethod(),
                            MethodType.methodType(face, parameters.subList(0, captured)),
                            arguments.toArray())
                    .getTarget();
        } catch (java.lang.invoke.LambdaConversionException unfit) {
            throw new ReflectiveOperationException(unfit);
        }
    }

    private static MethodHandle implementation(
            MethodHandles.Lookup lookup,
            Class<?> owner,
            Class<?> methodOwner,
            FunctionPassage named,
            MethodType signature)
            throws ReflectiveOperationException {
        return switch (named.kind()) {
            case MethodHandleInfo.REF_invokeStatic -> lookup.findStatic(methodOwner, named.method(), signature);
            case MethodHandleInfo.REF_newInvokeSpecial ->
                lookup.findConstructor(methodOwner, signature.changeReturnType(void.class));
            case MethodHandleInfo.REF_invokeSpecial ->
                lookup.findSpecial(methodOwner, named.method(), signature, owner);
            default -> lookup.findVirtual(methodOwner, named.method(), signature);
        };
    }

    /** Returns the other forms of an interface's method, as interfaces have that narrow the types of others. */
    private static List<MethodType> bridges(List<Class<?>> interfaces, String method, MethodType signature) {
        return interfaces.stream()
                .flatMap(type -> Stream.of(type.getMethods()))
                .filter(other -> other.getName().equals(method)
                        && Modifier.isAbstract(other.getModifiers())
                        && other.getParameterCount() == signature.parameterCount())
                .map(FunctionFactory::typeOf)
                .filter(other -> !other.equals(signature))
                .distinct()
                .toList();
    }

    private static MethodType typeOf(Method method) {
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes());
    }
}
