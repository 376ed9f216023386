package dev.steward.protocol.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.Properties;
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
        assertThatCode(NettyLibrary::prepare).doesNotThrowAnyException();
    }

    @Test
    void channelsAreNamedWithoutALookAtNetworkInterfaces() {
        NettyLibrary.prepare();
        assertThat(System.getProperty("io.netty.machineId")).matches("([0-9a-f]{2}:){7}[0-9a-f]{2}");
        Properties named = new Properties();
        named.setProperty("io.netty.machineId", "00:01:02:03:04:05");
        NettyLibrary.nameMachine(named);
        assertThat(named).containsExactly(entry("io.netty.machineId", "00:01:02:03:04:05"));
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

    @Test
    void eventsForTheFlightRecorderAreOffUnlessSomebodyAsksForThem() {
        Properties silent = new Properties();
        NettyLibrary.leaveOutEvents(silent);
        assertThat(silent).containsExactly(entry("io.netty.jfr.enabled", "false"));
        Properties asking = new Properties();
        asking.setProperty("io.netty.jfr.enabled", "true");
        NettyLibrary.leaveOutEvents(asking);
        assertThat(asking).containsExactly(entry("io.netty.jfr.enabled", "true"));
    }
}
