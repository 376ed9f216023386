package dev.steward.process.reference;

import dev.steward.api.Type;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A type as a value: the descriptor of its class, and its arguments.
 *
 * @param descriptor such as {@code Ljava/lang/String;}
 * @param arguments the type arguments, in order
 */
public record TypeName(String descriptor, List<TypeName> arguments) {

    /** Returns a type as a value. */
    public static TypeName of(Type<?> type) {
        return new TypeName(
                type.raw().descriptorString(),
                type.arguments().stream().map(TypeName::of).toList());
    }

    /**
     * Returns the type.
     *
     * @throws TypeNotPresentException if a class of it is not on the class path here
     */
    public Type<?> type() {
        return Type.of(reflected());
    }

    private java.lang.reflect.Type reflected() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Class<?> raw =
                MethodType.fromMethodDescriptorString("()" + descriptor, loader).returnType();
        if (arguments.isEmpty()) {
            return raw;
        }
        java.lang.reflect.Type[] reflected =
                arguments.stream().map(TypeName::reflected).toArray(java.lang.reflect.Type[]::new);
        return new Parameterized(raw, reflected);
    }

    /** What {@link Type#of(java.lang.reflect.Type)} reads. */
    // Never compared; the names are those of the interface.
    @SuppressWarnings("ArrayRecordComponent")
    private record Parameterized(Class<?> getRawType, java.lang.reflect.Type[] getActualTypeArguments)
            implements ParameterizedType {
        @Override
        public java.lang.reflect.@Nullable Type getOwnerType() {
            return null;
        }
    }
}
