package dev.steward.client.transport;

import dev.steward.api.AuthenticationException;
import dev.steward.api.ConnectionLostException;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.api.OverloadedException;
import dev.steward.api.SessionLostException;
import dev.steward.api.StaleProxyException;
import dev.steward.protocol.connection.ConnectionRole;
import dev.steward.protocol.message.JoinSession;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.OpenSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Connections to whichever of several servers leads them. Asks one after the other, the one that let this client in last first,
 * else in an order that is drawn; goes where a server says that the leader is; and begins again as long as servers say that
 * none leads at the moment. What happens, happens on the loop.
 */
public final class SeveralServersTransport implements ClientTransport {

    /** How long is waited at least and at most before all are asked again: less than a client notices, so that few ask at once. */
    private static final Duration LEAST_PAUSE = Duration.ofMillis(50);

    private static final Duration FIRST_MOST_PAUSE = Duration.ofMillis(150);
    private static final Duration LAST_MOST_PAUSE = Duration.ofMillis(600);
    /** One that hangs must leave time for the others, and even a far one answers within that. */
    private static final Duration LEAST_TIMEOUT = Duration.ofMillis(500);

    private final ClientTransport first;
    private final List<ServerAddress> servers;
    private final Duration timeout;
    private final RandomGenerator random;

    // On the loop.
    private final Map<ServerAddress, ClientTransport> transports = new HashMap<>();
    private int next;
    /** The one that let this client in last. */
    private @Nullable ServerAddress last;

    /**
     * A transport without a connection yet.
     *
     * @param first makes connections to one of them; closed with this one
     * @param servers all that are known, two or more
     * @param timeout how long entering may take, however many are asked
     * @param random draws the order, so that the clients of a program that starts do not all ask one first
     */
    public SeveralServersTransport(
            ClientTransport first, List<ServerAddress> servers, Duration timeout, RandomGenerator random) {
        this.first = first;
        List<ServerAddress> drawn = new ArrayList<>(servers);
        for (int i = drawn.size() - 1; i > 0; i--) {
            Collections.swap(drawn, i, random.nextInt(i + 1));
        }
        this.servers = List.copyOf(drawn);
        this.timeout = timeout;
        this.random = random;
    }

    @Override
    public ScheduledExecutorService loop() {
        return first.loop();
    }

    @Override
    public ClientTransport to(ServerAddress server, Duration longest) {
        return first.to(server, longest);
    }

    @Override
    public CompletableFuture<Entered> enter(Message entry, Receiver receiver) {
        Walk walk = new Walk(entry, receiver, null);
        loop().execute(walk::begin);
        return walk.entered;
    }

    @Override
    public CompletableFuture<Entered> enterElsewhere(Message entry, Receiver receiver) {
        Walk walk = new Walk(entry, receiver, last);
        walk.begin();
        return walk.entered;
    }

    private ClientTransport transport(ServerAddress server) {
        Duration part = timeout.dividedBy(servers.size());
        Duration longest = part.compareTo(LEAST_TIMEOUT) < 0 ? LEAST_TIMEOUT : part;
        return transports.computeIfAbsent(server, to -> first.to(to, longest));
    }

    @Override
    public void close() {
        first.close();
    }

    /** The way of one shared connection from server to server. On the loop. */
    private final class Walk {

        private final Receiver receiver;
        /** Whom not to ask; null if all are. */
        private final @Nullable ServerAddress besides;

        private final CompletableFuture<Entered> entered = new CompletableFuture<>();
        private final long until = System.nanoTime() + timeout.toNanos();
        private final Set<ServerAddress> asked = new HashSet<>();
        private Message entry;
        /** Whether a server may have opened the session and died before it said so. */
        private boolean mayBeOpen;
        /** Whether one that was asked in this round is there, and says that it does not lead. */
        private boolean isAnyThere;
        /** What one that is there said last; null if none said anything, or all are gone. */
        private @Nullable ElsewhereException said;

        private long mostPause = FIRST_MOST_PAUSE.toNanos();

        Walk(Message entry, Receiver receiver, @Nullable ServerAddress besides) {
            this.entry = entry;
            this.receiver = receiver;
            this.besides = besides;
        }

        void begin() {
            if (besides != null) {
                asked.add(besides);
                goOn(null);
                return;
            }
            ServerAddress known = last;
            last = null;
            ask(known == null ? nextOne() : known);
        }

        private ServerAddress nextOne() {
            ServerAddress one = servers.get(next);
            next = (next + 1) % servers.size();
            return one;
        }

        private void ask(ServerAddress server) {
            asked.add(server);
            CompletableFuture<?> unused = transport(server)
                    .enter(entry, receiver)
                    .handle((got, failed) -> {
                        if (got != null) {
                            last = server;
                            if (!entered.complete(got)) {
                                got.link().close();
                            }
                        } else {
                            failed(server, failed instanceof CompletionException wrapped ? wrapped.getCause() : failed);
                        }
                        return null;
                    });
        }

        private void failed(ServerAddress server, @Nullable Throwable why) {
            if (why instanceof ElsewhereException told) {
                said = told;
            }
            if (why instanceof SessionLostException && mayBeOpen && entry instanceof OpenSession opening) {
                // Nobody else knows the secret: it was opened after all.
                entry = new JoinSession(opening.sessionId(), opening.secret(), ConnectionRole.SHARED);
                ask(server);
            } else if (entered.isDone() || isFinal(why)) {
                entered.completeExceptionally(known(why));
            } else if (System.nanoTime() - until >= 0) {
                entered.completeExceptionally(none(why));
            } else {
                mayBeOpen |= !(why instanceof ElsewhereException);
                isAnyThere |= why instanceof ElsewhereException;
                goOn(why);
            }
        }

        /** Returns whether no other server says anything else. */
        private static boolean isFinal(@Nullable Throwable why) {
            return why instanceof StaleProxyException
                    || why instanceof SessionLostException
                    || why instanceof AuthenticationException
                    || why instanceof OverloadedException;
        }

        private void goOn(@Nullable Throwable why) {
            ServerAddress leader = why instanceof ElsewhereException elsewhere ? told(elsewhere.leader()) : null;
            if (leader != null && !asked.contains(leader)) {
                ask(leader);
                return;
            }
            for (int i = 0; i < servers.size(); i++) {
                ServerAddress other = nextOne();
                if (!asked.contains(other)) {
                    ask(other);
                    return;
                }
            }
            if (isAnyThere && besides == null) {
                again();
            } else {
                if (!isAnyThere) {
                    said = null;
                }
                entered.completeExceptionally(none(why));
            }
        }

        /** Returns the address that a server told; null if it told none that can be used here. */
        private static @Nullable ServerAddress told(String address) {
            try {
                return address.isEmpty() ? null : ServerAddress.Tcp.of(address);
            } catch (IllegalArgumentException noAddress) {
                return null;
            }
        }

        private void again() {
            asked.clear();
            isAnyThere = false;
            long pause = random.nextLong(LEAST_PAUSE.toNanos(), mostPause);
            mostPause = Math.min(2 * mostPause, LAST_MOST_PAUSE.toNanos());
            ScheduledFuture<?> unused = loop().schedule(() -> ask(nextOne()), pause, TimeUnit.NANOSECONDS);
        }

        /** One that is there knows more than those do who are not, whoever of them was asked last. */
        private ManagerException none(@Nullable Throwable last) {
            Throwable why = said == null ? last : said;
            String reason = why == null ? "no answer" : String.valueOf(why.getMessage());
            return new ConnectionLostException(
                    "none of the servers " + servers + " lets this client in; "
                            + (said == null ? "the last one: " : "one that is there: ") + reason,
                    Outcome.NOT_EXECUTED,
                    why);
        }

        private ManagerException known(@Nullable Throwable why) {
            return why instanceof ManagerException told ? told : none(why);
        }
    }
}
