package dev.steward.systemtests.history.type;

import dev.steward.api.RemoteProxy;
import dev.steward.api.SyncManager;
import dev.steward.systemtests.chaos.ChaosProxy;
import dev.steward.systemtests.history.Linearization;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Several clients, each with a session and a network of its own, that play with one object after the other. One thread
 * directs them.
 */
final class Ensemble {

    private static final int ACTS = 40;
    /** How often a client breaks a network, one in so many acts. */
    private static final int ACTS_PER_BREAK = 25;

    private final List<SyncManager> managers;
    private final List<ChaosProxy> networks;
    private final Function<Callable<Boolean>, Future<Boolean>> threads;

    /**
     * Brings clients together.
     *
     * @param managers one for each client
     * @param networks what the clients are connected through
     * @param threads runs something on a thread of its own
     */
    Ensemble(
            List<SyncManager> managers,
            List<ChaosProxy> networks,
            Function<Callable<Boolean>, Future<Boolean>> threads) {
        this.managers = List.copyOf(managers);
        this.networks = List.copyOf(networks);
        this.threads = threads;
    }

    /** Plays once with a new object, over connections that break now and then if told so, and returns what was noted. */
    <P extends RemoteProxy> List<TypedCall> play(Play<P, ?> play, long seed, boolean breaks) throws Exception {
        return play(play, seed, breaks, (object, random) -> object);
    }

    /** Plays with an object of which each client has what is made of its proxy. */
    <P extends RemoteProxy> List<TypedCall> play(
            Play<P, ?> play, long seed, boolean breaks, BiFunction<P, Random, P> made) throws Exception {
        Notes notes = new Notes();
        P first = play.make(managers.get(0));
        CyclicBarrier start = new CyclicBarrier(managers.size());
        List<Future<Boolean>> clients = new ArrayList<>();
        for (int i = 0; i < managers.size(); i++) {
            P own = i == 0 ? first : managers.get(i).attach(first.objectToken(), play.type());
            Random random = new Random(seed * managers.size() + i);
            Hand hand = new Hand("client-" + i, random, notes);
            P object = made.apply(own, random);
            clients.add(threads.apply(() -> {
                start.await(20, TimeUnit.SECONDS);
                for (int act = 0; act < ACTS; act++) {
                    if (breaks && random.nextInt(ACTS_PER_BREAK) == 0) {
                        networks.get(random.nextInt(networks.size())).breakAll();
                    }
                    play.act(object, hand);
                }
                return true;
            }));
        }
        for (Future<Boolean> client : clients) {
            client.get(60, TimeUnit.SECONDS);
        }
        return notes.calls();
    }

    /** Returns what no order of the calls explains. */
    static <S> List<String> faults(Play<?, S> play, List<TypedCall> history) {
        return Linearization.check(play.model(), history);
    }
}
