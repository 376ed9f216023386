package dev.steward.examples;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * What each JVM of a {@link JvmGroup} runs: a program, and beside it a thread that reads the standard input, which ends
 * when the JVM that started this one has ended, also by {@code kill -9}.
 */
final class GroupMember {

    private static final int ORPHANED = 129;

    private GroupMember() {}

    /** Runs the main method of the class that the first argument names, with the others. */
    public static void main(String[] args) throws Exception {
        Thread watch = new Thread(GroupMember::endWithTheGroup, "end-with-the-group");
        watch.setDaemon(true);
        watch.start();
        String[] rest = Arrays.copyOfRange(args, 1, args.length);
        try {
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
        } catch (InvocationTargetException failed) {
            throw failed.getCause() instanceof Exception own ? own : failed;
        }
    }

    private static void endWithTheGroup() {
        try {
            while (System.in.read() >= 0) {
                // Nobody says anything: only the end counts.
            }
        } catch (IOException broken) {
            System.err.println("the standard input broke: " + broken.getMessage());
        }
        System.exit(ORPHANED);
    }
}
