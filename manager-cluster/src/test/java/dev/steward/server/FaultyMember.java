package dev.steward.server;

import dev.steward.api.AuthKey;
import dev.steward.objects.GroupId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.TimePassed;
import dev.steward.server.log.EntryCodec;
import dev.steward.server.log.LogEntry;
import dev.steward.server.machine.Incarnation;
import dev.steward.server.machine.MachineValues;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a server and its log, sees to it that each entry comes once and in order, and does what a fault that was put
 * in on purpose says.
 */
final class FaultyMember {

    private final EntryCodec codec =
            new EntryCodec(new MachineValues(Incarnation.ofEpoch(new UUID(0, 0), 0), List::of));
    private final ClusterFault fault;
    private final Supplier<@Nullable GroupId> forgotten;
    private final Consumer<String> complaints;
    private long lastProposed;
    private long tooMuch;

    /**
     * A fault of one member.
     *
     * @param forgotten returns the session that a snapshot forgets, if there is one
     * @param complaints hears what is wrong with the order of entries
     */
    FaultyMember(ClusterFault fault, Supplier<@Nullable GroupId> forgotten, Consumer<String> complaints) {
        this.fault = fault;
        this.forgotten = forgotten;
        this.complaints = complaints;
    }

    /** Returns the same member, with that between. */
    ServerCluster of(ServerCluster cluster) {
        return new ServerCluster() {
            @Override
            public String self() {
                return cluster.self();
            }

            @Override
            public String host() {
                return cluster.host();
            }

            @Override
            public boolean isLocal() {
                return cluster.isLocal();
            }

            @Override
            public Log join(AuthKey key, int entryBytes, Replica replica) {
                return submitting(cluster.join(key, entryBytes, new Applying(replica)));
            }
        };
    }

    private ServerCluster.Log submitting(ServerCluster.Log log) {
        if (fault != ClusterFault.TIME_TWICE) {
            return log;
        }
        return (ServerCluster.Log) Proxy.newProxyInstance(
                ServerCluster.Log.class.getClassLoader(),
                new Class<?>[] {ServerCluster.Log.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("submit")) {
                        return log.submit(withTimeTwice((byte[]) arguments[0]));
                    }
                    try {
                        return method.invoke(log, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    /** What has passed since the last time is proposed as if it had passed twice. */
    private byte[] withTimeTwice(byte[] entry) {
        LogEntry input = ClusterFacts.isInput(entry) ? codec.decode(0, ClusterFacts.inputIn(entry)) : null;
        if (input == null || !(input.input() instanceof TimePassed passed)) {
            return entry;
        }
        tooMuch += lastProposed == 0 ? 0 : passed.now() - lastProposed;
        lastProposed = passed.now();
        return ClusterFacts.input(codec.encode(new LogEntry(input.to(), new TimePassed(passed.now() + tooMuch))));
    }

    private final class Applying implements ServerCluster.Replica {

        private final ServerCluster.Replica replica;
        private long applied;

        Applying(ServerCluster.Replica replica) {
            this.replica = replica;
        }

        @Override
        public void apply(long number, byte[] entry) {
            applyOnce(number, entry);
            if (fault == ClusterFault.ENTRY_TWICE && number % 50 == 0) {
                applyOnce(number, entry);
            }
        }

        private void applyOnce(long number, byte[] entry) {
            if (applied > 0 && number != applied + 1) {
                complaints.accept("entry " + number + " came behind entry " + applied);
            }
            applied = number;
            replica.apply(number, entry);
        }

        @Override
        public void leads() {
            replica.leads();
        }

        @Override
        public void follows() {
            replica.follows();
        }

        @Override
        public void save(OutputStream out) throws IOException {
            replica.save(out);
        }

        @Override
        public void restore(InputStream in) throws IOException {
            replica.restore(in);
            applied = 0;
            GroupId session = forgotten.get();
            if (fault == ClusterFault.SESSION_FORGOTTEN && session != null) {
                replica.apply(
                        0,
                        ClusterFacts.input(codec.encode(
                                new LogEntry(session, new SessionInput.EndSession(0, "forgotten on purpose")))));
            }
        }
    }
}
