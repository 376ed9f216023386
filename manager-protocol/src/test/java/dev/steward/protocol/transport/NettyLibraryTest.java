package dev.steward.protocol.transport;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NettyLibraryTest {

    /** Sees the JDK's classes only, and of Netty what every version has if asked to. */
    private static final class Shelf extends ClassLoader {

        private final boolean old;

        Shelf(boolean old) {
            super(ClassLoader.getPlatformClassLoader());
            this.old = old;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (old && name.equals("io.netty.channel.Channel")) {
                return Class.forName(name, false, NettyLibraryTest.class.getClassLoader());
            }
            throw new ClassNotFoundException(name);
        }
    }

    @Test
    void theOneOfThisBuildWillDo() {
        assertThatCode(NettyLibrary::check).doesNotThrowAnyException();
    }

    @Test
    void anOlderOneIsToldWithItsPlaceAndTheCures() {
        assertThatThrownBy(() -> NettyLibrary.check(new Shelf(true)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("Netty 4.2", ".jar", "netty-bom", "manager-client-all");
    }

    @Test
    void noneAtAllIsToldToo() {
        assertThatThrownBy(() -> NettyLibrary.check(new Shelf(false)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("there is none", "manager-server");
    }
}
