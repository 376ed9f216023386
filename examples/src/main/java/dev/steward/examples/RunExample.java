package dev.steward.examples;

import dev.steward.api.AuthenticationException;
import dev.steward.api.ConnectionLostException;
import dev.steward.api.ProtocolException;
import dev.steward.api.SessionLostException;
import dev.steward.examples.Arguments.WrongArgumentException;
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

    private static final Map<String, Program> PROGRAMS = new LinkedHashMap<>();

    static {
        PROGRAMS.put("T1", new Program("FibProcesses: two processes compute fib(33)", "N", FibProcesses::main));
        PROGRAMS.put(
                "T2",
                new Program("ProcessWithArguments: arguments, pid, terminate", "SECONDS", ProcessWithArguments::main));
        PROGRAMS.put("T3", new Program("ParentAndChild: process ids of parent and child", "", ParentAndChild::main));
        PROGRAMS.put(
                "T4",
                new Program(
                        "NoSharedMemoryByDefault: a child has copies of its arguments",
                        "",
                        NoSharedMemoryByDefault::main));
        PROGRAMS.put(
                "T5", new Program("FibPool: one process, threads and processes compute fib(33)", "N", FibPool::main));
        PROGRAMS.put("T6", new Program("FibPool: the same, for its threads", "N", FibPool::main));
        PROGRAMS.put("T7", new Program("ThreeBoats: ten tasks of three workers", "", ThreeBoats::main));
        PROGRAMS.put("T8", new Program("PoolCallback: results handed to a callback", "", PoolCallback::main));
        PROGRAMS.put("T9", new Program("PipeParMap: a process and a pipe for each item", "", PipeParMap::main));
        PROGRAMS.put("T10", new Program("TalkThroughPipe: parent and child talk", "", TalkThroughPipe::main));
        PROGRAMS.put("T11", new Program("QueueHello: a child puts 11111, the parent takes it", "", QueueHello::main));
        PROGRAMS.put(
                "T12",
                new Program("ProducerConsumer: functions through a queue, and a sentinel", "", ProducerConsumer::main));
        PROGRAMS.put(
                "T13",
                new Program("ManyConsumers: several consumers, and a queue that is closed", "", ManyConsumers::main));
        PROGRAMS.put(
                "T15",
                new Program("TaskStatus: status, progress, a limit", "STEP_MS LIMIT_S FAILS_AT", TaskStatus::main));
        PROGRAMS.put("T16", new Program("TenPrinters: a lock keeps lines together", "", TenPrinters::main));
        PROGRAMS.put(
                "T17",
                new Program("ManagerTypes: a child changes a namespace, a list, a dict", "", ManagerTypes::main));
        PROGRAMS.put("T18", new Program("FiveProcesses: a dict and a list of five processes", "", FiveProcesses::main));
        PROGRAMS.put("T19", new Program("ListServer and three runs of ListClient", "", ListDemo::main));
        PROGRAMS.put("T20", new Program("TaskServer, Producer and Consumer together", "", TaskDemo::main));
        PROGRAMS.put("T21", new Program("EveryType: two processes use each type", "", EveryType::main));
        PROGRAMS.put("FibProcesses", new Program("T1", "N", FibProcesses::main));
        PROGRAMS.put("ProcessWithArguments", new Program("T2", "SECONDS", ProcessWithArguments::main));
        PROGRAMS.put("ParentAndChild", new Program("T3", "", ParentAndChild::main));
        PROGRAMS.put("NoSharedMemoryByDefault", new Program("T4", "", NoSharedMemoryByDefault::main));
        PROGRAMS.put("FibPool", new Program("T5, T6", "N", FibPool::main));
        PROGRAMS.put("ThreeBoats", new Program("T7", "", ThreeBoats::main));
        PROGRAMS.put("PoolCallback", new Program("T8", "", PoolCallback::main));
        PROGRAMS.put("PipeParMap", new Program("T9", "", PipeParMap::main));
        PROGRAMS.put("TalkThroughPipe", new Program("T10", "", TalkThroughPipe::main));
        PROGRAMS.put("QueueHello", new Program("T11", "", QueueHello::main));
        PROGRAMS.put("ProducerConsumer", new Program("T12", "", ProducerConsumer::main));
        PROGRAMS.put("ManyConsumers", new Program("T13", "", ManyConsumers::main));
        PROGRAMS.put("TaskStatus", new Program("T15", "STEP_MS LIMIT_S FAILS_AT", TaskStatus::main));
        PROGRAMS.put("TenPrinters", new Program("T16", "", TenPrinters::main));
        PROGRAMS.put("ManagerTypes", new Program("T17", "", ManagerTypes::main));
        PROGRAMS.put("FiveProcesses", new Program("T18", "", FiveProcesses::main));
        PROGRAMS.put("ListServer", new Program("T19, the server", "HOST PORT", ListServer::main));
        PROGRAMS.put("ListClient", new Program("T19, the client", "HOST PORT", ListClient::main));
        PROGRAMS.put("TaskServer", new Program("T20, the server", "HOST PORT", TaskServer::main));
        PROGRAMS.put("Producer", new Program("T20, the producer", "HOST PORT", Producer::main));
        PROGRAMS.put("Consumer", new Program("T20, a consumer", "HOST PORT", Consumer::main));
        PROGRAMS.put("EveryType", new Program("T21", "", EveryType::main));
    }

    private RunExample() {}

    /** Runs the example that the first argument names. */
    public static void main(String[] args) throws Exception {
        int exitCode = run(System.err, args);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    /**
     * Runs the example that the first argument names. Whoever reads an example is to see what went wrong, and not where in
     * it.
     *
     * @param errors is told in one line what went wrong
     * @return the exit code
     */
    public static int run(PrintStream errors, String... args) throws Exception {
        Program program = args.length == 0 ? null : PROGRAMS.get(args[0]);
        if (program == null) {
            errors.println(args.length == 0 ? "Which example?" : "There is no example '" + args[0] + "'. There are:");
            PROGRAMS.forEach((name, known) -> errors.printf("  %-23s %s%n", name, known.line()));
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
