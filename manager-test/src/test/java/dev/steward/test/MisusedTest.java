package dev.steward.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.AuthKey;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.server.ManagerServer;
import dev.steward.server.ServerLimit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is used wrongly says so in a sentence; what would run in parallel runs one after the other. */
class MisusedTest {

    @ManagerServerTest
    static class AsksForAQueue {
        @Test
        void test(SharedQueue<String> queue) {}
    }

    @ManagerServerTest
    static class AsksForAKey {
        @Test
        void test(AuthKey key) {}
    }

    @Test
    void aParameterOfAnotherTypeSaysWhatToTake() {
        assertThat(Inner.run(AsksForAQueue.class).failures())
                .singleElement()
                .asString()
                .contains(
                        "no test of @ManagerServerTest gets a SharedQueue: take a SyncManager, which makes and finds shared"
                                + " objects");
        assertThat(Inner.run(AsksForAKey.class).failures())
                .singleElement()
                .asString()
                .contains("gets a AuthKey", "a TestServer, which has the key");
    }

    @ManagerServerTest
    static class AsksForAText {
        @Test
        void test(String text) {}
    }

    @Test
    void aParameterThatIsNotOfStewardIsLeftToOthers() {
        assertThat(Inner.run(AsksForAText.class).failures())
                .singleElement()
                .asString()
                .contains("No ParameterResolver registered for parameter [java.lang.String");
    }

    @ManagerServerTest
    static class AsksInItsConstructor {
        AsksInItsConstructor(SyncManager manager) {}

        @Test
        void test() {}
    }

    @Test
    void aConstructorGetsNothing() {
        assertThat(Inner.run(AsksInItsConstructor.class).failures())
                .singleElement()
                .asString()
                .contains("a constructor gets no SyncManager, which would have no test to end with");
    }

    static class Around {
        @Nested
        @ManagerServerTest
        class Inside {
            @Test
            void test() {}
        }
    }

    @Test
    void aNestedClassIsToldWhereToPutIt() {
        assertThat(Inner.run(Around.class).failures())
                .singleElement()
                .asString()
                .contains("@ManagerServerTest stands on " + Around.Inside.class.getName()
                        + ", which is nested: put it on " + Around.class.getName());
    }

    @ManagerServerTest(perMethod = true)
    static class AsksBeforeAll {
        @BeforeAll
        static void before(SyncManager manager) {}

        @Test
        void test() {}
    }

    @Test
    void whatHasAServerForEachTestHasNoneForAll() {
        assertThat(Inner.run(AsksBeforeAll.class).failures())
                .singleElement()
                .asString()
                .contains(
                        "has a server for each test, and so no SyncManager for a method that runs once for all of them");
    }

    @ManagerServerTest
    static class ConfiguresAnInstance {
        @ConfigureServer
        void configure(ManagerServer.Builder builder) {}

        @Test
        void test() {}
    }

    @ManagerServerTest
    static class ConfiguresWrongly {
        @ConfigureServer
        static void configure(ManagerServer.Builder builder) {
            builder.limit(ServerLimit.CALLS, -1);
        }

        @Test
        void test() {}
    }

    @Test
    void settingsThatAreNoneSaySo() {
        assertThat(Inner.run(ConfiguresAnInstance.class).failures())
                .singleElement()
                .asString()
                .contains("it must be static and have one parameter, a ManagerServer.Builder");
        assertThat(Inner.run(ConfiguresWrongly.class).failures())
                .singleElement()
                .asString()
                .contains("@ConfigureServer failed", "IllegalArgumentException", "CALLS");
    }

    /** What is no directory, so that no server can keep its state there. */
    private static Path file;

    @ManagerServerTest
    static class CannotStart {
        @ConfigureServer
        static void configure(ManagerServer.Builder builder) {
            builder.stateDir(file);
        }

        @Test
        void test() {}
    }

    @Test
    void aServerThatDoesNotStartSaysWhy(@TempDir Path folder) throws Exception {
        file = Files.createFile(folder.resolve("file"));
        assertThat(Inner.run(CannotStart.class).failures())
                .singleElement()
                .asString()
                .contains(
                        "the server for the tests of " + CannotStart.class.getName() + " does not start: ",
                        file.toString());
    }

    private static final CyclicBarrier TWO = new CyclicBarrier(2);

    /** Fails if another test comes while this one runs. */
    private static void meetNobody() throws InterruptedException, BrokenBarrierException {
        try {
            TWO.await(100, TimeUnit.MILLISECONDS);
            throw new AssertionError("two tests run at the same time");
        } catch (TimeoutException alone) {
            TWO.reset();
        }
    }

    @ManagerServerTest
    static class OneOfTwo {
        @Test
        void first() throws Exception {
            meetNobody();
        }

        @Test
        void second() throws Exception {
            meetNobody();
        }
    }

    @ManagerServerTest
    static class TheOtherOfTwo {
        @Test
        void third() throws Exception {
            meetNobody();
        }
    }

    @Test
    void whereTestsRunInParallelTheseRunAlone() {
        Inner ran = Inner.run(true, OneOfTwo.class, TheOtherOfTwo.class);
        assertThat(ran.failures()).isEmpty();
        assertThat(ran.succeeded()).isEqualTo(3);
    }
}
