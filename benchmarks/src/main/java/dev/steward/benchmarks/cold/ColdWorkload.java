package dev.steward.benchmarks.cold;

import java.util.List;

/**
 * What a program does between its start and its end.
 *
 * @param id what options and tables call it, such as {@code C3}
 * @param variant which of that name, such as {@code 1000 puts}
 * @param task what the program is told to do
 * @param answers how many answers it gets for that, if it calls a server; else 0
 * @param description what it does, for the help of the command
 */
public record ColdWorkload(String id, String variant, String task, int answers, String description) {

    static final String CONNECT = "connect";
    static final String GET = "get";
    static final String PUT = "put";
    static final String QUEUE = "queue";
    static final String PROCESS = "process";
    static final String TREE = "tree";
    static final String HELLO = "hello";
    static final String POOL = "pool";

    private static final int FIRST = 1_000;
    private static final int MORE = 10_000;
    private static final String FIRST_ANSWERS = "gets, puts to a dict, or puts and takes of a queue: 1,000 answers";
    private static final String MORE_ANSWERS = "the same with 10,000 answers";

    /** What the guard measures. */
    static final ColdWorkload GUARDED = new ColdWorkload("C3", "1000 puts", PUT, FIRST, FIRST_ANSWERS);

    /** All, in the order of the tables. */
    public static final List<ColdWorkload> ALL = List.of(
            new ColdWorkload("C1", "connect", CONNECT, 0, "connects to a server that runs already, and ends"),
            new ColdWorkload("C2", "first answer", PUT, 1, "the same with one entry put into a dict"),
            new ColdWorkload("C3", "1000 gets", GET, FIRST, FIRST_ANSWERS),
            GUARDED,
            new ColdWorkload("C3", "1000 of a queue", QUEUE, FIRST, FIRST_ANSWERS),
            new ColdWorkload("C4", "10000 gets", GET, MORE, MORE_ANSWERS),
            new ColdWorkload("C4", "10000 puts", PUT, MORE, MORE_ANSWERS),
            new ColdWorkload("C4", "10000 of a queue", QUEUE, MORE, MORE_ANSWERS),
            new ColdWorkload("C5", "process", PROCESS, 0, "starts a child that does nothing, and waits for its end"),
            new ColdWorkload("C6", "tree of three", TREE, 0, "the same with a child that does so too"),
            new ColdWorkload("C7", "hello", HELLO, 0, "a child puts a word into a queue that its parent takes from"),
            new ColdWorkload("C8", "pool of four", POOL, 0, "100 tasks of a pool of four worker processes"));

    /** Returns whether the program connects to a server. */
    boolean hasServer() {
        return task.equals(CONNECT) || answers > 0;
    }

    /** Returns what the program is started with. */
    List<String> toArguments() {
        return List.of(task, Integer.toString(answers));
    }

    @Override
    public String toString() {
        return id + " " + variant;
    }
}
