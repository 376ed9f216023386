package dev.steward.face.dict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.RemoteProxy;
import dev.steward.api.SharedNamespace;
import dev.steward.api.Type;
import dev.steward.face.failure.OperationFailedException;
import dev.steward.face.object.FakeCaller;
import dev.steward.vocabulary.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NamespaceViewTest {

    interface Settings {
        String host();

        void host(String host);

        long port();

        void port(long port);

        default int timeout() {
            return 30;
        }

        default String address() {
            return host() + ":" + port();
        }

        default void reset(String host, long port) {
            host(host);
            port(port);
        }

        static Settings none() {
            throw new UnsupportedOperationException();
        }
    }

    interface Odd {
        int twoParameters(int one, int two);
    }

    private final Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    private final FakeCaller caller = new FakeCaller((operation, arguments) -> switch (operation) {
        case NAMESPACE_GET -> {
            String name = (String) Objects.requireNonNull(arguments.get(0));
            if (!attributes.containsKey(name)) {
                throw new OperationFailedException(Status.NO_SUCH_ATTRIBUTE, "no attribute " + name, null);
            }
            yield attributes.get(name);
        }
        case NAMESPACE_SET -> attributes.put((String) Objects.requireNonNull(arguments.get(0)), arguments.get(1));
        case NAMESPACE_SNAPSHOT ->
            attributes.entrySet().stream()
                    .<@Nullable Object>mapMulti((entry, out) -> {
                        out.accept(entry.getKey());
                        out.accept(entry.getValue());
                    })
                    .toList();
        default -> throw new AssertionError(operation);
    });
    private final SharedNamespace namespace = new SharedNamespaceFace(caller, Type.of(Object.class));
    private final Settings settings = namespace.as(Settings.class);

    @Test
    void methodsReadAndSetAttributes() {
        settings.host("localhost");
        settings.port(80);
        assertThat(attributes).containsEntry("host", "localhost").containsEntry("port", 80L);
        attributes.put("port", 8080);
        assertThat(settings.port()).isEqualTo(8080L);
        assertThat(settings.host()).isEqualTo("localhost");
    }

    @Test
    void bodyOfADefaultMethodIsTheDefaultValue() {
        assertThat(settings.timeout()).isEqualTo(30);
        attributes.put("timeout", 5);
        assertThat(settings.timeout()).isEqualTo(5);
    }

    @Test
    void defaultMethodsMayCallOthers() {
        settings.reset("localhost", 80);
        assertThat(settings.address()).isEqualTo("localhost:80");
    }

    @Test
    void attributeThatIsNotSetIsNamed() {
        assertThatThrownBy(settings::host)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("host");
    }

    @Test
    void attributeOfAnotherTypeIsNamed() {
        attributes.put("port", "eighty");
        assertThatThrownBy(settings::port)
                .isInstanceOf(ClassCastException.class)
                .hasMessageContaining("port");
        attributes.put("port", null);
        assertThatThrownBy(settings::port)
                .isInstanceOf(ClassCastException.class)
                .hasMessageContaining("port");
        assertThatThrownBy(() -> namespace.get("port", int.class)).isInstanceOf(ClassCastException.class);
        assertThat(namespace.get("port", Integer.class)).isNull();
    }

    @Test
    void namedClassesAreAllowed() {
        assertThat(caller.allowed).contains(Type.of(String.class), Type.of(long.class));
        attributes.put("state", Thread.State.NEW);
        namespace.get("state", Thread.State.class);
        assertThat(caller.allowed).contains(Type.of(Thread.State.class));
    }

    @Test
    void methodThatIsNeitherIsNamed() {
        assertThatThrownBy(() -> namespace.as(Odd.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twoParameters");
        assertThatThrownBy(() -> namespace.as(String.class)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void viewIsTheNamespace() {
        attributes.put("host", "localhost");
        assertThat(settings).isEqualTo(namespace.as(Settings.class)).hasSameHashCodeAs(namespace);
        assertThat(settings.equals(null)).isFalse();
        assertThat(settings).hasToString("Settings{host=localhost}");
        assertThat(RemoteProxy.of(settings).sameObject(namespace)).isTrue();
        assertThat(RemoteProxy.of(settings).snapshot()).isEqualTo(Map.of("host", "localhost"));
        RemoteProxy.forget(settings);
        assertThat(caller.forgotten).isEqualTo(1);
    }

    @Test
    void mapIsACopyThatCannotBeChanged() {
        attributes.put("a", null);
        Map<String, @Nullable Object> copy = namespace.toMap();
        assertThat(copy).containsEntry("a", null);
        assertThatThrownBy(() -> copy.put("b", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThat(List.copyOf(copy.keySet())).containsExactly("a");
    }
}
