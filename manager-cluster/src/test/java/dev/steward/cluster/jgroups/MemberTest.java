package dev.steward.cluster.jgroups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.cluster.Cluster;
import dev.steward.cluster.ClusterLog;
import dev.steward.cluster.ClusterSettings;
import dev.steward.cluster.Replica;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, what is listened on, and whose a directory is. */
@Timeout(90)
class MemberTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final byte[] KEY = "the key".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private final Map<String, InetSocketAddress> members = new TreeMap<>();

    @BeforeEach
    void findPorts() throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            held.add(socket);
            members.put(name, new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort()));
        }
        for (ServerSocket socket : held) {
            socket.close();
        }
    }

    private ClusterLog join(String name, byte[] key, String... names) {
        Map<String, InetSocketAddress> some = new TreeMap<>(members);
        some.keySet().retainAll(List.of(names));
        return Cluster.join(ClusterSettings.of(name, some, folder.resolve(name), key), new NoState());
    }

    private static void awaitLeading(ClusterLog... logs) {
        Awaitility.await()
                .atMost(LONGEST)
                .until(() -> Stream.of(logs).anyMatch(log -> log.standing().leads()));
    }

    @Test
    void whoeverHasAnotherKeyIsNotLetInAndTheOthersGoOn() {
        try (ClusterLog a = join("a", KEY, "a", "b", "c");
                ClusterLog stranger = join("c", "another key".getBytes(StandardCharsets.UTF_8), "a", "b", "c");
                ClusterLog b = join("b", KEY, "a", "b", "c")) {
            awaitLeading(a, b);
            ClusterLog leader = a.standing().leads() ? a : b;
            assertThat(leader.submit(new byte[] {1}).join()).isEqualTo(1);
            assertThat(stranger.standing().leader()).isNull();
            assertThat(stranger.standing().applied()).isZero();
            assertThat(stranger.standing().term()).isZero();
        }
    }

    @Test
    void membersThatDisagreeAboutTheClusterDoNotMeet() {
        try (ClusterLog alone = join("a", KEY, "a");
                ClusterLog other = join("b", KEY, "a", "b")) {
            awaitLeading(alone);
            assertThat(alone.submit(new byte[] {1}).join()).isEqualTo(1);
            assertThat(other.standing().leader()).isNull();
            assertThat(other.standing().applied()).isZero();
        }
    }

    @Test
    void whoeverSaysNothingOrNonsenseIsClosedAndKeepsNobodyOut() throws IOException {
        List<Socket> silent = new ArrayList<>();
        try (ClusterLog a = join("a", KEY, "a", "b")) {
            InetSocketAddress address = members.get("a");
            for (int i = 0; i < 10; i++) {
                silent.add(new Socket(address.getAddress(), address.getPort()));
            }
            try (Socket nonsense = new Socket(address.getAddress(), address.getPort())) {
                nonsense.setSoTimeout((int) LONGEST.toMillis());
                nonsense.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                // Its own number, and nothing that depends on the key.
                assertThat(nonsense.getInputStream().readAllBytes()).hasSize(40);
            }
            try (ClusterLog b = join("b", KEY, "a", "b")) {
                awaitLeading(a, b);
            }
            for (Socket socket : silent) {
                socket.setSoTimeout((int) LONGEST.toMillis());
                assertThat(socket.getInputStream().readAllBytes()).hasSize(40);
            }
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void whoeverIsStoppedKeepsTheOthersFromNothing() throws IOException {
        InetSocketAddress address = members.get("c");
        // A kernel takes connections for a process that is stopped, and the process says nothing.
        try (ServerSocket stopped = new ServerSocket(address.getPort(), 50, address.getAddress());
                ClusterLog a = join("a", KEY, "a", "b", "c");
                ClusterLog b = join("b", KEY, "a", "b", "c")) {
            assertThat(stopped.isBound()).isTrue();
            awaitLeading(a, b);
            ClusterLog leader = a.standing().leads() ? a : b;
            for (long number = 1; number <= 50; number++) {
                assertThat(leader.submit(new byte[] {1}).join()).isEqualTo(number);
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void oneAddressIsListenedOnAndNoOther() throws IOException {
        List<String> before = listening();
        try (ClusterLog a = join("a", KEY, "a", "b", "c")) {
            List<String> more = listening();
            more.removeAll(before);
            assertThat(a.standing().leads()).isFalse();
            assertThat(more)
                    .containsExactly(
                            "0100007F:" + String.format("%04X", members.get("a").getPort()));
        }
    }

    /** Returns what this process listens on, and each datagram socket that it has, as the kernel writes addresses. */
    private static List<String> listening() throws IOException {
        List<String> own = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                try {
                    own.add(Files.readSymbolicLink(descriptor).toString());
                } catch (NoSuchFileException gone) {
                    // It was the one that this list was read by, or another that is closed again.
                    continue;
                }
            }
        }
        List<String> found = new ArrayList<>();
        for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/self/net", table))) {
                String[] columns = line.strip().split("\\s+");
                boolean listens = columns[3].equals("0A") || table.startsWith("udp");
                if (columns.length > 9 && listens && own.contains("socket:[" + columns[9] + "]")) {
                    found.add(columns[1].replace("0000000000000000FFFF0000", ""));
                }
            }
        }
        return found;
    }

    @Test
    void aDirectoryIsOfOneMemberOfOneClusterAndOneProcess() {
        try (ClusterLog a = join("a", KEY, "a")) {
            awaitLeading(a);
            assertThatThrownBy(() -> join("a", KEY, "a"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is in use");
        }
        assertThatThrownBy(() -> join("a", KEY, "a", "b"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the members of a cluster are fixed");
        assertThatThrownBy(() -> join("d", KEY, "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'d' is none of the members [a]");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whoeverIsRefusedInTheSameProcessDoesNotLetOtherProcessesIn() throws IOException {
        Path lock = folder.resolve("a").resolve("lock");
        try (ClusterLog a = join("a", KEY, "a")) {
            awaitLeading(a);
            assertThat(locks(lock)).hasSize(1);
            assertThatThrownBy(() -> join("a", KEY, "a")).hasMessageContaining("is in use");
            assertThat(locks(lock)).hasSize(1);
        }
        assertThat(locks(lock)).isEmpty();
        assertThatThrownBy(() -> join("a", KEY, "a", "b")).hasMessageContaining("the members of a cluster are fixed");
        assertThat(locks(lock)).isEmpty();
    }

    /** Returns a line for each lock that processes have on a file, as Linux tells them. */
    private static List<String> locks(Path file) throws IOException {
        String inode = ":" + Files.getAttribute(file, "unix:ino") + " ";
        return Files.readAllLines(Path.of("/proc/locks")).stream()
                .filter(line -> line.contains("POSIX") && line.contains(inode))
                .toList();
    }

    @Test
    void aDirectoryThatCannotBeUsedIsToldWithTheReason() throws IOException {
        Files.writeString(folder.resolve("a"), "");
        assertThatThrownBy(() -> join("a", KEY, "a"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(folder.resolve("a") + " cannot be read or written")
                .hasMessageContaining("FileAlreadyExistsException")
                .hasMessageContaining("that this user may write");
    }

    @Test
    void anAddressThatIsTakenIsToldAndTheDirectoryIsFreeAgain() throws IOException {
        InetSocketAddress address = members.get("a");
        try (ServerSocket taken = new ServerSocket(address.getPort(), 1, address.getAddress())) {
            assertThat(taken.isBound()).isTrue();
            assertThatThrownBy(() -> join("a", KEY, "a"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("member 'a' at")
                    .hasMessageContaining("cannot begin");
        }
        try (ClusterLog a = join("a", KEY, "a")) {
            awaitLeading(a);
        }
    }

    /** Has no state. */
    private static final class NoState implements Replica {
        @Override
        public void apply(long number, byte[] entry) {}

        @Override
        public void leads() {}

        @Override
        public void follows() {}

        @Override
        public void save(OutputStream out) {}

        @Override
        public void restore(InputStream in) {}
    }
}
