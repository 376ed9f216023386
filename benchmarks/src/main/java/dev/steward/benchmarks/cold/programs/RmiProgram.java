package dev.steward.benchmarks.cold.programs;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.ObjectInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A client of RMI. Arguments: what to do, and how many answers to get; standard input has secret and address. */
public final class RmiProgram {

    private RmiProgram() {}

    /** Finds the objects, calls and ends. RMI connects at the first call. */
    public static void main(String[] arguments) throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        lines.readLine();
        byte[] stub = Base64.getDecoder().decode(lines.readLine());
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(stub))) {
            call((RmiServerProgram.Objects) in.readObject(), arguments[0], Integer.parseInt(arguments[1]));
        }
        System.out.println("done");
        System.in.read();
    }

    private static void call(RmiServerProgram.Objects objects, String task, int answers) throws Exception {
        switch (task) {
            // The least that needs a connection: there is nothing for it alone.
            case "connect" -> objects.get("key");
            case "put" -> {
                for (int n = 0; n < answers; n++) {
                    objects.put("key-" + n, n);
                }
            }
            case "get" -> {
                objects.put("key", 1);
                for (int n = 0; n < answers; n++) {
                    check(Integer.valueOf(1).equals(objects.get("key")));
                }
            }
            case "queue" -> {
                for (int n = 0; n < answers / 2; n++) {
                    objects.putLast(n);
                    check(objects.takeFirst() == n);
                }
            }
            default -> throw new IllegalArgumentException("there is no task '" + task + "'");
        }
    }

    private static void check(boolean right) {
        if (!right) {
            throw new IllegalStateException("a wrong answer");
        }
    }
}
