package dev.steward.process.ctype;

import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A structure of C: a record whose components lie in their order, each at a multiple of its alignment.
 *
 * @param <T> the record
 */
final class CStructure<T> implements CType<T> {

    /**
     * One component.
     *
     * @param name its name
     * @param type what it is in C
     * @param offset where it lies in the structure
     * @param accessor takes the record and returns the component
     */
    record Member(String name, CType<?> type, int offset, MethodHandle accessor) {}

    private final Class<T> type;
    private final List<Member> members;
    private final int size;
    private final int alignment;
    /** Takes an array of the components. */
    private final MethodHandle constructor;

    CStructure(Class<T> type, List<Member> members, int size, int alignment, MethodHandle constructor) {
        this.type = type;
        this.members = List.copyOf(members);
        this.size = size;
        this.alignment = alignment;
        this.constructor = constructor;
    }

    @Override
    public String name() {
        return "struct " + type.getSimpleName();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int alignment() {
        return alignment;
    }

    @Override
    public Class<T> type() {
        return type;
    }

    @Override
    public T read(ByteBuffer memory, int at) {
        @Nullable Object[] components = new Object[members.size()];
        for (int i = 0; i < components.length; i++) {
            Member member = members.get(i);
            try {
                components[i] = member.type.read(memory, at + member.offset);
            } catch (IllegalStateException unreadable) {
                throw new IllegalStateException(
                        "component '" + member.name + "' of " + type.getSimpleName() + ": " + unreadable.getMessage(),
                        unreadable);
            }
        }
        try {
            return type.cast(constructor.invoke(components));
        } catch (Error fatal) {
            throw fatal;
        } catch (Throwable refused) {
            throw new IllegalStateException(
                    "what lies there is no " + type.getSimpleName() + ": its constructor refuses the components with "
                            + refused,
                    refused);
        }
    }

    @Override
    public void write(ByteBuffer memory, int at, @Nullable Object value) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("a " + name() + " holds a " + type.getSimpleName() + ", not "
                    + (value == null ? "null" : "a " + value.getClass().getSimpleName()));
        }
        for (Member member : members) {
            try {
                member.type.write(memory, at + member.offset, component(member, value));
            } catch (IllegalArgumentException refused) {
                throw new IllegalArgumentException(
                        "component '" + member.name + "' of " + type.getSimpleName() + ": " + refused.getMessage(),
                        refused);
            }
        }
    }

    private @Nullable Object component(Member member, Object value) {
        try {
            return member.accessor.invoke(value);
        } catch (Error fatal) {
            throw fatal;
        } catch (Throwable failed) {
            throw new IllegalArgumentException("its accessor fails with " + failed, failed);
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
