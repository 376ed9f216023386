package dev.steward.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steward.api.AuthenticationException;
import dev.steward.api.ConnectionLostException;
import dev.steward.api.ProtocolException;
import dev.steward.api.SessionLostException;
import dev.steward.examples.Arguments.WrongArgumentException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Runs one example by the name of its class, or all programs of a listing by its number, as {@code ./steward example}
 * does. Further arguments go to the program.
 */
public final class RunExample {

    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int CANNOT_CONNECT = 3;

    private static final Map<String, Program> LISTINGS = new LinkedHashMap<>();
    private static final Map<String, Program> CLASSES = new LinkedHashMap<>();

    static {
        listing("T1", "FibProcesses", "two processes compute fib(45)", "N", FibProcesses::main);
        listing("T2", "ProcessWithArguments", "arguments, pid, terminate", "SECONDS", ProcessWithArguments::main);
        listing("T3", "ParentAndChild", "process ids of parent and child", "", ParentAndChild::main);
        listing(
                "T4",
                "NoSharedMemoryByDefault",
                "a child has copies of its arguments",
                "",
                NoSharedMemoryByDefault::main);
        listing("T5", "FibPool", "one process, threads and processes compute fib(45)", "N", FibPool::main);
        listing("T6", "FibPool", "the same, for its threads", "N", FibPool::main);
        listing("T7", "ThreeBoats", "ten tasks of three workers", "", ThreeBoats::main);
        listing("T8", "PoolCallback", "results handed to a callback", "", PoolCallback::main);
        listing("T9", "PipeParMap", "a process and a pipe for each item", "", PipeParMap::main);
        listing("T10", "TalkThroughPipe", "parent and child talk", "", TalkThroughPipe::main);
        listing("T11", "QueueHello", "a child puts 11111, the parent takes it", "", QueueHello::main);
        listing("T12", "ProducerConsumer", "functions through a queue, and a sentinel", "", ProducerConsumer::main);
        listing("T13", "ManyConsumers", "several consumers, and a queue that is closed", "TASKS", ManyConsumers::main);
        listing("T14", "SharedMemoryTypes", "values and arrays in shared memory", "", SharedMemoryTypes::main);
        listing("T15", "TaskStatus", "status, progress, a limit", "STEP_MS LIMIT_S FAILS_AT", TaskStatus::main);
        listing("T16", "TenPrinters", "a lock keeps lines together", "", TenPrinters::main);
        listing("T17", "ManagerTypes", "a child changes a namespace, a list, a dict", "", ManagerTypes::main);
        listing("T18", "FiveProcesses", "a dict and a list of five processes", "", FiveProcesses::main);
        LISTINGS.put("T19", new Program("ListServer and three runs of ListClient", "", ListDemo::main));
        LISTINGS.put("T20", new Program("TaskServer, Producer and Consumer together", "", TaskDemo::main));
        listing("T21", "EveryType", "two processes use each type", "", EveryType::main);
        CLASSES.put(
                "ResilientProducerConsumer",
                new Program("T12, where processes are killed", "", ResilientProducerConsumer::main));
        CLASSES.put("ListServer", new Program("T19, the server", "HOST PORT", ListServer::main));
        CLASSES.put("ListClient", new Program("T19, the client", "HOST PORT", ListClient::main));
        CLASSES.put("TaskServer", new Program("T20, the server", "HOST PORT", TaskServer::main));
        CLASSES.put("Producer", new Program("T20, the producer", "HOST PORT", Producer::main));
        CLASSES.put("Consumer", new Program("T20, a consumer", "HOST PORT", Consumer::main));
        CLASSES.put(
                "ResilientProducer",
                new Program("T20, the producer, where programs are killed", "HOST PORT", ResilientProducer::main));
        CLASSES.put(
                "ResilientConsumer",
                new Program("T20, a consumer, where programs are killed", "HOST PORT", ResilientConsumer::main));
        CLASSES.put("OwnServices", new Program("docs/services.md: objects of your own", "", OwnServices::main));
    }

    /** One program that is a listing: it goes by the number and by the name of its class. */
    private static void listing(String number, String className, String about, String arguments, Main main) {
        LISTINGS.put(number, new Program(className + ": " + about, arguments, main));
        CLASSES.merge(
                className,
                new Program(number, arguments, main),
                (first, also) -> new Program(first.about() + ", " + also.about(), arguments, main));
    }

    private RunExample() {}

    /** Runs the example that the first argument names. */
    public static void main(String[] args) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(RunExample::printNoMore, "print-no-more"));
        int exitCode;
        try {
            exitCode = run(System.err, args);
        } catch (Throwable failed) {
            if (isEnding()) {
                return;
            }
            throw failed;
        }
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    /** Returns whether this JVM has begun to end: then it refuses to remove a hook, also one that it does not have. */
    private static boolean isEnding() {
        try {
            return Runtime.getRuntime().removeShutdownHook(Thread.currentThread());
        } catch (IllegalStateException ending) {
            return true;
        }
    }

    /** Ctrl-C ends all processes of an example at once; that each of them misses the others is no news then. */
    private static void printNoMore() {
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
    }

    /**
     * Runs the example that the first argument names. Whoever reads an example is to see what went wrong, and not where in
     * it.
     *
     * @param errors is told in one line what went wrong
     * @return the exit code
     */
    public static int run(PrintStream errors, String... args) throws Exception {
        if (args.length == 0) {
            errors.println("Which example?");
            LISTINGS.forEach((name, known) -> errors.printf("  %-25s %s%n", name, known.line()));
            CLASSES.forEach((name, known) -> errors.printf("  %-25s %s%n", name, known.line()));
            return USAGE;
        }
        Program program = LISTINGS.getOrDefault(args[0], CLASSES.get(args[0]));
        if (program == null) {
            errors.println("There is no example '" + args[0] + "': there are " + String.join(" ", LISTINGS.keySet())
                    + " and their classes, which ./steward example lists");
            return USAGE;
        }
        String name = args[0];
        String[] own = Arrays.copyOfRange(args, 1, args.length);
        try {
            program.requireAtMostItsArguments(own);
            program.main().run(own);
            return 0;
        } catch (WrongArgumentException wrong) {
            errors.println(name + ": " + wrong.getMessage() + "; write ./steward example " + name + program.usage());
            return USAGE;
        } catch (ConnectionLostException | AuthenticationException | ProtocolException cannotConnect) {
            errors.println(name + ": " + cannotConnect.getMessage());
            return CANNOT_CONNECT;
        } catch (IllegalStateException | SessionLostException failed) {
            errors.println(name + ": " + failed.getMessage());
            return FAILED;
        }
    }

    /** The main method of a program. */
    private interface Main {
        void run(String[] args) throws Exception;
    }

    /**
     * What can be run.
     *
     * @param about one line on it
     * @param arguments the names of those that it takes, with spaces between
     */
    private record Program(String about, String arguments, Main main) {

        String usage() {
            return arguments.isEmpty() ? "" : " [" + arguments + "]";
        }

        String line() {
            return about + usage();
        }

        void requireAtMostItsArguments(String[] args) {
            int most = arguments.isEmpty() ? 0 : arguments.split(" ").length;
            if (args.length > most) {
                throw new WrongArgumentException(
                        (most == 0 ? "it takes no arguments" : "it takes at most " + most + " arguments") + ", and '"
                                + args[most] + "' is one too many");
            }
        }
    }
}
