package dev.steward.vocabulary;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a message says of a limit of the server: its name, and how whoever runs the server changes it. Stateless. */
public final class Limits {

    private static final String IN_A_PROGRAM = " or ManagerServer.Builder.limit(..)";

    private Limits() {}

    /**
     * Returns such as "limit OBJECTS, changed by serve --limit OBJECTS=N or ManagerServer.Builder.limit(..)".
     *
     * @param first the name of a constant of {@code ServerLimit}
     * @param others more of them
     */
    public static String named(String first, String... others) {
        return others.length == 0
                ? "limit " + first + ", changed by serve --limit " + first + "=N" + IN_A_PROGRAM
                : "limits " + first
                        + Arrays.stream(others).map(name -> " and " + name).collect(Collectors.joining())
                        + ", changed by serve --limit NAME=N" + IN_A_PROGRAM;
    }
}
