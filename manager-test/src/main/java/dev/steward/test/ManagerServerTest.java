package dev.steward.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Gives the tests of a class a server, on a free port of the loopback interface and with a key of its own.
 *
 * <pre>{@code
 * @ManagerServerTest
 * class TransferTest {
 *
 *     @Test
 *     void whatOnePutsTheOtherTakes(SyncManager producer, SyncManager consumer) throws Exception {
 *         producer.queue("jobs", String.class).put("a");
 *         assertEquals("a", consumer.queue("jobs", String.class).take());
 *     }
 * }
 * }</pre>
 *
 * <p>Methods of the class may have these parameters:
 *
 * <ul>
 *   <li>{@link dev.steward.api.SyncManager}: a client with a session of its own, which the server knows by the name of the parameter
 *       where the compiler keeps that ({@code -parameters});
 *   <li>{@link TestClient}: the same, and it can die on command;
 *   <li>{@link TestServer}: the server with its address and key, and what makes further clients;
 *   <li>{@link dev.steward.server.ManagerServer}: the server itself.
 * </ul>
 *
 * <p>A client that a test got, by a parameter of the test, of {@code @BeforeEach} or {@code @AfterEach} or from {@code
 * TestServer}, is closed after it; one of {@code @BeforeAll} after all tests. Children that a test started ({@link
 * dev.steward.process.JavaProcess}) end after it, with those that they have started. Named objects live as long as the server.
 *
 * <p>When a test fails, what the server holds is printed to standard error: its objects, who holds them and who waits, and who
 * is connected. A test fails if its process still holds something on the server afterwards, such as a lock.
 *
 * <p>Such a class runs alone, also where tests run in parallel: what a test started could not be told from what another did.
 * Nested classes share the server of the class around them. Needs JUnit Jupiter 5.10 or newer, 6 included.
 *
 * @see ConfigureServer
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(ServerExtension.class)
@Isolated("children and sessions of one test must not be taken for those of another")
public @interface ManagerServerTest {

    /** Whether each test has a server of its own; by default those of a class share one. */
    boolean perMethod() default false;

    /** Whether a test fails that leaves something held; it does by default. */
    boolean leakCheck() default true;
}
