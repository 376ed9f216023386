package dev.steward.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.server.transport.Doorkeeper.Visitor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DoorkeeperTest {

    private static final Duration AUTHENTICATION = Duration.ofSeconds(5);

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final List<String> told = new ArrayList<>();
    private final Doorkeeper doorkeeper = new Doorkeeper(
            new AcceptorLimits(6, 2, 4, 2, AUTHENTICATION, 1 << 20),
            () -> told.add("paused"),
            () -> told.add("resumed"),
            clock::get);

    private static InetAddress address(int last) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
    }

    private Visitor visitor(String name, @Nullable InetAddress address) {
        return new Visitor(address, () -> told.add(name + " gives way"));
    }

    private Visitor enter(String name) {
        Visitor visitor = visitor(name, null);
        assertThat(doorkeeper.enter(visitor)).isNull();
        return visitor;
    }

    private Visitor speaking(String name) {
        Visitor visitor = enter(name);
        doorkeeper.heard(visitor);
        return visitor;
    }

    private static <T> List<T> four(IntFunction<T> each) {
        return IntStream.range(0, 4).mapToObj(each).toList();
    }

    @Test
    void whoeverComesTakesThePlaceOfTheOldestThatHasSaidNothing() {
        speaking("speaking");
        Visitor second = enter("second");
        enter("third");
        enter("fourth");
        assertThat(told).isEmpty();
        doorkeeper.leave(second);
        enter("fifth");
        assertThat(told).isEmpty();
        enter("sixth");
        enter("seventh");
        assertThat(told).containsExactly("third gives way", "fourth gives way");
    }

    @Test
    void acceptingPausesWhileAllAreInTheMiddleOfTheirHandshake() {
        List<Visitor> four = four(number -> speaking("visitor " + number));
        Visitor newcomer = speaking("newcomer");
        assertThat(told).containsExactly("paused");
        doorkeeper.leave(four.get(2));
        assertThat(told).containsExactly("paused");
        assertThat(doorkeeper.authenticated(newcomer, false)).isNull();
        assertThat(told).containsExactly("paused", "resumed");
    }

    @Test
    void whoHasHadHalfOfItsTimeGivesWayIfNobodyIsSilent() {
        four(number -> speaking("visitor " + number));
        speaking("newcomer");
        doorkeeper.look();
        assertThat(told).containsExactly("paused");
        clock.addAndGet(AUTHENTICATION.dividedBy(2).toNanos());
        doorkeeper.look();
        doorkeeper.look();
        assertThat(told).containsExactly("paused", "visitor 0 gives way", "resumed", "visitor 1 gives way");
        doorkeeper.look();
        enter("another");
        assertThat(told).hasSize(4);
        enter("and another");
        assertThat(told).endsWith("another gives way");
    }

    @Test
    void whoProvesTheKeyWhileItShouldGiveWayStays() {
        List<Visitor> four = four(number -> enter("visitor " + number));
        enter("newcomer");
        assertThat(told).containsExactly("visitor 0 gives way");
        assertThat(doorkeeper.authenticated(four.get(0), false)).isNull();
        doorkeeper.leave(four.get(0));
        enter("another");
        assertThat(told).containsExactly("visitor 0 gives way", "visitor 1 gives way");
    }

    @Test
    void oneAddressMayNotCrowdOutTheOthers() throws UnknownHostException {
        Visitor one = visitor("one", address(1));
        Visitor two = visitor("two", address(1));
        Visitor three = visitor("three", address(1));
        assertThat(doorkeeper.enter(one)).isNull();
        assertThat(doorkeeper.enter(two)).isNull();
        assertThat(doorkeeper.enter(three)).contains("this address", "UNAUTHENTICATED_PER_ADDRESS");
        doorkeeper.leave(three);
        assertThat(doorkeeper.enter(visitor("four", address(1)))).isNotNull();
        assertThat(doorkeeper.enter(visitor("five", address(2)))).isNull();
        assertThat(doorkeeper.authenticated(one, false)).isNull();
        assertThat(doorkeeper.enter(visitor("six", address(1)))).isNull();
        assertThat(told).isEmpty();
    }

    @Test
    void lastConnectionsAreKeptForTheAdminKeyAndThoseThatSayNothingTakeNone() {
        List<Visitor> four = four(number -> enter("visitor " + number));
        four.forEach(
                visitor -> assertThat(doorkeeper.authenticated(visitor, false)).isNull());
        four(number -> enter("silent " + number));
        Visitor refused = enter("refused");
        assertThat(doorkeeper.authenticated(refused, false)).contains("CONNECTIONS");
        doorkeeper.leave(refused);
        assertThat(doorkeeper.authenticated(enter("one admin"), true)).isNull();
        assertThat(doorkeeper.authenticated(enter("another admin"), true)).isNull();
        assertThat(doorkeeper.authenticated(enter("a third admin"), true)).contains("CONNECTIONS");
    }
}
