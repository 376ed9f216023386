package dev.steward.systemtests.misuse;

import static dev.steward.systemtests.misuse.Mistake.written;

import dev.steward.api.AuthKey;
import dev.steward.api.AuthenticationException;
import dev.steward.api.ConnectionLostException;
import dev.steward.api.Hold;
import dev.steward.api.ManagerException;
import dev.steward.api.ManagerTimeoutException;
import dev.steward.api.MethodNotExposedException;
import dev.steward.api.NoSuchObjectException;
import dev.steward.api.QueueShutDownException;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.api.UnsupportedValueException;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import dev.steward.server.ServerLimit;
import java.time.Duration;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** What newcomers write. */
final class MistakesInPrograms {

    private MistakesInPrograms() {}

    static final List<Mistake> ALL = List.of(
            written(
                    "a server without a key",
                    IllegalStateException.class,
                    beginner -> ManagerServer.builder().build(),
                    "needs a key",
                    "a server",
                    "AuthKey.fromFile(..)"),
            written(
                    "a server that is used before its start",
                    IllegalStateException.class,
                    beginner -> ManagerServer.builder()
                            .authKey(beginner.key)
                            .build()
                            .port(),
                    "was not started",
                    "this server",
                    "call start() first"),
            written(
                    "a server that is started twice",
                    IllegalStateException.class,
                    beginner -> beginner.server.start(),
                    "was started before",
                    "this server",
                    "build another one"),
            written(
                    "a class for a service, where an interface is meant",
                    IllegalArgumentException.class,
                    beginner -> ManagerServer.builder().register("text", String.class, () -> "text"),
                    "is no interface",
                    "the typeid text",
                    "register it under one that it implements"),
            written(
                    "a program whose key file is not there",
                    IllegalArgumentException.class,
                    beginner -> AuthKey.fromFile(beginner.none()),
                    "cannot read the key file",
                    "none",
                    "check that it exists"),
            written(
                    "a variable that is not set",
                    IllegalArgumentException.class,
                    beginner -> AuthKey.fromEnvironment("STEWARD_NOT_SET"),
                    "is not set or empty",
                    "STEWARD_NOT_SET",
                    "put the authentication key into it"),
            written(
                    "a builder with a limit out of range",
                    IllegalArgumentException.class,
                    beginner -> ManagerServer.builder().limit(ServerLimit.OBJECTS, 0),
                    "not 0",
                    "the limit OBJECTS",
                    "must be from 1"),
            written(
                    "another key",
                    AuthenticationException.class,
                    beginner -> ManagerClient.connect("127.0.0.1", beginner.server.port(), AuthKey.of("another")),
                    "does not hold the key",
                    "{SERVER}",
                    "check that both sides were given the same key"),
            written(
                    "the admin key, and not said that it is",
                    AuthenticationException.class,
                    beginner -> ManagerClient.connect(
                            "127.0.0.1", beginner.administered.port(), AuthKey.of(Beginner.ADMIN_WORDS)),
                    "does not hold the key",
                    "{ADMINISTERED}",
                    "ClientOptions.adminKey() goes with the admin key"),
            written(
                    "a host that there is not",
                    ConnectionLostException.class,
                    beginner -> ManagerClient.connect("host.invalid", 8080, beginner.key),
                    "has no address",
                    "host.invalid:8080",
                    "correct the name"),
            written(
                    "a host with its port",
                    IllegalArgumentException.class,
                    beginner -> ManagerClient.connect("127.0.0.1:8080", beginner.server.port(), beginner.key),
                    "is no host",
                    "'127.0.0.1:8080'",
                    "give host and port apart"),
            written(
                    "a service that is called as a function",
                    NoSuchObjectException.class,
                    beginner -> beginner.manager.call("shop", Integer.class, "pen"),
                    "is registered as an object, not as a function",
                    "call 'shop'",
                    "use get(..)"),
            written(
                    "a lambda as a value",
                    UnsupportedValueException.class,
                    beginner -> beginner.manager.queue("lambdas", Object.class).put((Runnable) () -> {}),
                    "a lambda has no class that another process could know",
                    "queue 'lambdas', put()",
                    "pass an enum constant, a record or an object of a named class"),
            written(
                    "an element that is another class",
                    UnsupportedValueException.class,
                    beginner -> {
                        beginner.manager.list("texts", String.class).add("seven");
                        beginner.manager.list("texts", Integer.class).get(0).intValue();
                    },
                    "does not fit Integer",
                    "list 'texts', get()",
                    "declare the class that was put in"),
            written(
                    "a service that there is not",
                    NoSuchObjectException.class,
                    beginner -> beginner.manager.get("shopp", Beginner.Shop.class),
                    "nothing is registered",
                    "'shopp'",
                    "shop"),
            written(
                    "a service as another interface",
                    MethodNotExposedException.class,
                    beginner ->
                            beginner.manager.get("shop", Beginner.Bank.class).pay("pen"),
                    "exposes no method of",
                    "get 'shop'",
                    "ask for it as an interface with some of these"),
            written(
                    "a name that is another type",
                    NoSuchObjectException.class,
                    beginner -> {
                        beginner.manager.list("numbers", Integer.class);
                        beginner.manager.dict("numbers", String.class, Integer.class);
                    },
                    "list",
                    "'numbers'",
                    "take another name"),
            written(
                    "an array as a key",
                    UnsupportedValueException.class,
                    beginner -> beginner.manager
                            .dict("arrays", int[].class, Integer.class)
                            .put(new int[] {1}, 1),
                    "is an array, which is equal only to itself",
                    "arrays",
                    "use a Tuple or a list"),
            written(
                    "a change of what was read",
                    UnsupportedOperationException.class,
                    beginner -> {
                        SharedDict<String, Object> lists = beginner.manager.dict("lists", String.class, Object.class);
                        lists.put("a", List.of(1));
                        ((List<?>) lists.get("a")).clear();
                    },
                    "is a copy of what a shared object holds",
                    "this list",
                    "compute(...)"),
            written(
                    "a lock of this process in a queue",
                    UnsupportedValueException.class,
                    beginner -> beginner.manager.queue("locks", Object.class).put(new ReentrantLock()),
                    "ReentrantLock",
                    "queue 'locks'",
                    "pass a SharedLock"),
            written(
                    "a thread in a list",
                    UnsupportedValueException.class,
                    beginner -> beginner.manager.list("threads", Object.class).add(Thread.currentThread()),
                    "Thread",
                    "list 'threads', add()",
                    "start it where it shall run"),
            written(
                    "a class that nobody allowed",
                    UnsupportedValueException.class,
                    beginner -> {
                        beginner.other
                                .list("strangers", Beginner.Stranger.class)
                                .add(new Beginner.Stranger("one"));
                        beginner.manager.list("strangers", Object.class).get(0);
                    },
                    "is not one that is opened here",
                    "Stranger",
                    "ClientOptions.allow(...)"),
            written(
                    "an index too large",
                    IndexOutOfBoundsException.class,
                    beginner ->
                            beginner.manager.list("short list", Integer.class).get(3),
                    "3",
                    "list 'short list', get()",
                    "0"),
            written(
                    "null in a queue",
                    NullPointerException.class,
                    beginner -> beginner.manager.queue("nothing", String.class).put(null),
                    "an element",
                    "queue 'nothing', put()",
                    "must not be null"),
            written(
                    "an unlock without the lock",
                    IllegalMonitorStateException.class,
                    beginner -> beginner.manager.lock("free").unlock(),
                    "nobody holds it",
                    "lock 'free', unlock()",
                    "must hold the lock"),
            written(
                    "a plain lock taken twice",
                    IllegalMonitorStateException.class,
                    beginner -> {
                        SharedLock lock = beginner.manager.lock("twice");
                        try (Hold first = lock.hold();
                                Hold second = lock.hold()) {
                            throw new AssertionError(first + " and " + second);
                        }
                    },
                    "this thread holds the lock already",
                    "lock 'twice', hold()",
                    "rlock()"),
            written(
                    "a wait without the lock of the condition",
                    IllegalMonitorStateException.class,
                    beginner -> beginner.manager.condition("alone").await(),
                    "nobody holds it",
                    "condition 'alone', await()",
                    "must hold the lock"),
            written(
                    "a permit released that nobody has",
                    IllegalStateException.class,
                    beginner -> beginner.manager.boundedSemaphore("permits", 2).release(),
                    "2",
                    "boundedSemaphore 'permits', release()",
                    "release only what was acquired"),
            written(
                    "more permits than there are",
                    IllegalArgumentException.class,
                    beginner -> beginner.manager.boundedSemaphore("few", 2).acquire(3),
                    "would wait for ever",
                    "'few', acquire()",
                    "2"),
            written(
                    "a queue that was shut down",
                    QueueShutDownException.class,
                    beginner -> {
                        SharedQueue<String> queue = beginner.manager.queue("shut", String.class);
                        queue.shutdown();
                        queue.put("late");
                    },
                    "is shut down",
                    "queue 'shut', put()",
                    "takes no more elements"),
            written(
                    "a dict that computes for itself",
                    ConcurrentModificationException.class,
                    beginner -> {
                        SharedDict<String, Integer> dict = beginner.manager.dict("itself", String.class, Integer.class);
                        dict.compute("a", (key, old) -> {
                            dict.put("a", old == null ? 1 : old + 1);
                            return 0;
                        });
                    },
                    "changes it itself",
                    "dict 'itself'",
                    "let it return what is to stand there"),
            written(
                    "a wait that was to end",
                    ManagerTimeoutException.class,
                    beginner -> beginner.manager
                            .withDeadline(beginner.manager.queue("empty", String.class), Duration.ofMillis(1))
                            .take(),
                    "was not answered within its deadline",
                    "queue 'empty', take()",
                    "not"),
            written(
                    "a manager that was closed",
                    ManagerException.class,
                    beginner -> {
                        SyncManager closed = beginner.connect(ClientOptions.defaults());
                        closed.close();
                        closed.list("late", Integer.class);
                    },
                    "was closed",
                    "this manager",
                    "connect again to go on"));
}
