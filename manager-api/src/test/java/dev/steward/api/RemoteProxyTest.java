package dev.steward.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RemoteProxyTest {

    /** A handle that counts how often it was dropped; also what hides behind a user's interface. */
    private static final class Handle implements RemoteProxy, RemoteProxy.Forgettable, InvocationHandler {
        private final long id;
        private int forgotten;

        Handle(long id) {
            this.id = id;
        }

        @Override
        public ObjectToken objectToken() {
            return new ObjectToken(new UUID(1, 1), 1, "get_calc", new ObjectId(id), List.of());
        }

        @Override
        public @Nullable Object snapshot() {
            return null;
        }

        @Override
        public void forget() {
            forgotten++;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object[] arguments) {
            return null;
        }
    }

    private static Object userProxy(InvocationHandler handler) {
        return Proxy.newProxyInstance(RemoteProxyTest.class.getClassLoader(), new Class<?>[] {Runnable.class}, handler);
    }

    @Test
    void handleOfUsersInterfaceIsFound() {
        Handle handle = new Handle(5);
        assertThat(RemoteProxy.of(userProxy(handle))).isSameAs(handle);
        assertThat(RemoteProxy.isProxy(userProxy(handle))).isTrue();
        assertThat(RemoteProxy.of(handle)).isSameAs(handle);
    }

    @Test
    void otherObjectsAreNoProxies() {
        assertThat(RemoteProxy.isProxy("text")).isFalse();
        assertThat(RemoteProxy.isProxy(userProxy((proxy, method, arguments) -> null)))
                .isFalse();
        assertThatThrownBy(() -> RemoteProxy.of("text"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.String");
        assertThatThrownBy(() -> RemoteProxy.forget("text")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sameObjectComparesTokens() {
        assertThat(new Handle(5).sameObject(userProxy(new Handle(5)))).isTrue();
        assertThat(new Handle(5).sameObject(new Handle(6))).isFalse();
        assertThat(new Handle(5).sameObject("text")).isFalse();
        assertThat(new Handle(5).sameObject(null)).isFalse();
    }

    @Test
    void forgetReachesTheHandle() {
        Handle handle = new Handle(5);
        RemoteProxy.forget(userProxy(handle));
        assertThat(handle.forgotten).isEqualTo(1);
    }
}
