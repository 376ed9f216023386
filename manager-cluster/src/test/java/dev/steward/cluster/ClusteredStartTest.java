package dev.steward.cluster;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.AuthKey;
import dev.steward.server.Gateway;
import dev.steward.server.GatewayHost;
import dev.steward.server.ManagerServer;
import dev.steward.server.ServerLimit;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a server cannot be while it is one of several is refused before anything is opened, with what to do. */
@Timeout(30)
class ClusteredStartTest {

    private static final String HERE = "a=127.0.0.1:1,b=127.0.0.1:2,c=127.0.0.1:3";
    private static final String ELSEWHERE = "a=127.0.0.1:1,b=127.0.0.1:2,c=192.0.2.1:3";
    /** Addresses that are none of this machine's, at which nothing can listen. */
    private static final String UNBOUND = "a=192.0.2.1:1,b=192.0.2.1:2,c=192.0.2.1:3";

    private static final AuthKey KEY = AuthKey.of("a key that is long enough");

    @TempDir
    private Path folder;

    private ManagerServer.Builder builder(String members) {
        return ManagerServer.builder()
                .address("127.0.0.1", 0)
                .authKey(KEY)
                .cluster(ClusterOptions.parse("a", members, folder.resolve("member")));
    }

    private static void assertRefused(ManagerServer.Builder builder, String sentence) {
        try (ManagerServer server = builder.build()) {
            assertThatThrownBy(server::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(sentence);
        }
    }

    @Test
    void whatLivesInOneProcessIsRefused() {
        assertRefused(builder(HERE).registerFunction("now", System::nanoTime), "typeid 'now' is registered");
        assertRefused(builder(HERE).gateway(new ClosedGateway()), "no further ways in");
    }

    @Test
    void whatGoesTogetherWithNoClusterIsRefused() {
        assertRefused(builder(HERE).durable(folder.resolve("alone")), "leave durable(..) and stateDir(..) out");
        assertRefused(builder(HERE).stateDir(folder.resolve("alone")), "leave durable(..) and stateDir(..) out");
        assertRefused(builder(HERE).address(folder.resolve("socket")), "listens on TCP");
        assertRefused(
                builder(HERE).limit(ServerLimit.VALUE_BYTES, 17 << 20),
                "VALUE_BYTES of one of several servers is at most");
        assertRefused(
                builder(HERE).limit(ServerLimit.FRAME_BYTES, 17 << 20),
                "FRAME_BYTES of one of several servers is at most");
    }

    @Test
    void membersThatOthersCanReadAlongAreRefused() {
        assertRefused(builder(ELSEWHERE), "is not encrypted");
        assertRefused(builder(ELSEWHERE).insecure().authKey(AuthKey.of("short")), "at least 16 bytes");
    }

    @Test
    void aDirectoryOfAnotherKindIsRefused() {
        Path alone = folder.resolve("alone");
        try (ManagerServer server =
                ManagerServer.builder().authKey(KEY).durable(alone).build()) {
            server.start();
        }
        assertRefused(
                ManagerServer.builder().authKey(KEY).cluster(ClusterOptions.parse("a", HERE, alone)),
                "state directory of a server that is alone");
        Path member = folder.resolve("member");
        // It cannot begin, but by then the directory is a member's.
        assertRefused(
                ManagerServer.builder().authKey(KEY).insecure().cluster(ClusterOptions.parse("a", UNBOUND, member)),
                "member 'a' at");
        assertRefused(ManagerServer.builder().authKey(KEY).durable(member), "is of a member of a cluster");
    }

    /** A way in that must not be opened. */
    private static final class ClosedGateway implements Gateway {
        @Override
        public void open(GatewayHost host) {
            throw new AssertionError("it was opened");
        }

        @Override
        public void close() {}
    }
}
