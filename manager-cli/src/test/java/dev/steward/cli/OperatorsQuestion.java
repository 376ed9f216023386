package dev.steward.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants to know: a row per question, as docs/operating.md has it, with what is asked for the answer and how
 * the answer is recognized. {@code NAME} and {@code TEXT} stand for what is asked about.
 */
enum OperatorsQuestion {
    WHO_HOLDS_IT(
            "who holds it",
            new View("an object", "object", "/api/v1/objects/ID?id=ID", "holders.set(row.holders"),
            new Asked("who guard", "(?s)held by\n.*the holder"),
            new Asked("/api/v1/objects/guard", "\"holders\":\\[\\{[^]]*\"client\":\"the holder\""),
            new Asked("steward_object_holding", "\\{name=\"guard\",type=\"lock\"} 1\\.0")),
    WHO_WAITS_FOR_IT(
            "who waits for it",
            new View("an object", "object", "/api/v1/objects/ID?id=ID", "waiters.set(row.waiters"),
            new Asked("who guard", "(?s)1 call waits\n.*the waiter"),
            new Asked("/api/v1/objects/guard", "\"waiters\":\\[\\{[^]]*\"client\":\"the waiter\""),
            new Asked("steward_object_waiting", "\\{name=\"guard\",type=\"lock\"} 1\\.0")),
    SINCE_WHEN(
            "since when",
            new View("an object", "object", "/api/v1/objects/ID?id=ID", "holders.set(row.holders"),
            new Asked("who guard", "(?s)SINCE.*the holder.* \\d+\\.\\d s"),
            new Asked("/api/v1/objects/guard", "\"since\":\\d+\\.\\d"),
            null),
    WHAT_IS_OLDEST(
            "what is oldest",
            new View("*Objects*", "objects", "/api/v1/objects?sort=oldest", "age(row.oldest)"),
            new Asked(
                    "ls --sort oldest",
                    "^NAME [^\n]* OLDEST +CONTENTS\nold +queue +\\d+ +\\d+ +0 +\\d+\\.\\d s +1 element"),
            new Asked("/api/v1/objects?sort=oldest", "^\\[\\{\"name\":\"old\""),
            new Asked("steward_object_oldest_seconds", "\\{name=\"old\",type=\"queue\"} [0-9.E-]*[1-9]")),
    WHO_IS_NOT_TAKING(
            "who is not taking",
            new View("*Overview*", "overview", "/api/v1/warnings?patience=0", "sample.worst.map"),
            new Asked(
                    "warnings", "backlog +elements lie long in joinableQueue 'lazy': 1 element.*client 'the sleeper'"),
            new Asked("/api/v1/warnings", "nobody is taking from queue 'old': 1 element"),
            new Asked("steward_queue_oldest_seconds", " [0-9.E-]*[1-9]")),
    WHICH_CLIENT_IS_THIS(
            "which client is this",
            new View("*Sessions*", "sessions", "/api/v1/sessions?text=holder", "row.client", "row.pid", "row.address"),
            new Asked("sessions holder", "the holder +\\d+ +127\\.0\\.0\\.1:\\d+"),
            new Asked(
                    "/api/v1/sessions?text=holder",
                    "\"client\":\"the holder\",\"pid\":\\d+,\"address\":\"127\\.0\\.0\\.1:\\d+\""),
            null),
    WHAT_DIED(
            "what died",
            new View("*Events*", "eventsView", "/api/v1/events", "row.event", "row.who", "row.text"),
            new Asked("events ended", "session +[0-9a-f]+ +the victim: ended: "),
            new Asked("/api/v1/events?event=session", "the victim: ended: "),
            new Asked("steward_events_total", "\\{event=\"abandoned\"} 1\\.0")),
    WHAT_WAS_REDELIVERED(
            "what was redelivered",
            new View("*Events*", "eventsView", "/api/v1/events", "row.event", "row.who", "row.text"),
            new Asked("events redelivered", "redelivered +[0-9a-f]+ +an element of joinableQueue \\d+"),
            new Asked("/api/v1/events?event=redelivered", "\"text\":\"an element of joinableQueue \\d+"),
            new Asked("steward_events_total", "\\{event=\"redelivered\"} 1\\.0")),
    WHAT_WAS_REFUSED(
            "what was refused",
            new View("*Events*", "eventsView", "/api/v1/events", "row.event", "row.who", "row.text"),
            new Asked("events refused", "refused +/?127\\.0\\.0\\.1:\\d+ +HTTP 401"),
            new Asked("/api/v1/events?event=refused", "\"event\":\"refused\",\"who\":\"/?127\\.0\\.0\\.1:\\d+\""),
            new Asked("steward_events_total", "\\{event=\"refused\"} [1-9]")),
    IS_IT_HEALTHY(
            "is it healthy",
            new View("*Server*", "server", "/api/v1/server", "told.draining", "told.loopDelays", "told.heapBytes"),
            new Asked("ping", "answer from 127\\.0\\.0\\.1:\\d+ in "),
            new Asked("/ready", "\\{\"ready\":true,\"why\":\\[]}"),
            new Asked("steward_draining", " 0\\.0")),
    HOW_FAST_IS_IT(
            "how fast is it",
            new View("*Overview*", "overview", "/api/v1/history", "callsPerSecond"),
            new Asked("top --times 1 --watch 1", "(?s)calls/s.*the holder"),
            new Asked("/api/v1/sessions", "\"callsPerSecond\":\\d"),
            new Asked("steward_calls_total", " [0-9.E]*[1-9]")),
    WHAT_IS_FULL(
            "what is full",
            new View("*Server*", "server", "/api/v1/limits?limit=", "row.share", "row.used", "row.most", "row.what"),
            new Asked("limits", "90\\.0 % +QUEUE_ELEMENTS +9 +10 +queue 'full'"),
            new Asked("/api/v1/limits", "\"what\":\"queue 'full'\",\"used\":9,\"most\":10,\"share\":0\\.9"),
            new Asked("steward_limit_used_ratio", "\\{limit=\"QUEUE_ELEMENTS\"} 0\\.9"));

    /** What is only there so that a test does not last a minute, and that no page needs. */
    private static final List<String> FOR_THE_TEST = List.of(" --times 1 --watch 1");

    private final String text;
    private final View view;
    private final Asked command;
    private final Asked http;
    private final @Nullable Asked meter;

    /**
     * Something that is asked, and what is in the answer.
     *
     * @param words a command, an address or a meter
     * @param answer a regular expression
     */
    record Asked(String words, String answer) {}

    /**
     * Where the page has it.
     *
     * @param title what a person calls that view
     * @param function the function of the script that shows it
     * @param source where what it draws comes from, as the script or somebody else asks for it
     * @param drawn what of the answer the script draws, as it stands there
     */
    record View(String title, String function, String source, List<String> drawn) {
        View(String title, String function, String source, String... drawn) {
            this(title, function, source, List.of(drawn));
        }
    }

    OperatorsQuestion(String text, View view, Asked command, Asked http, @Nullable Asked meter) {
        this.text = text;
        this.view = view;
        this.command = command;
        this.http = http;
        this.meter = meter;
    }

    View view() {
        return view;
    }

    Asked command() {
        return command;
    }

    Asked http() {
        return http;
    }

    @Nullable
    Asked meter() {
        return meter;
    }

    /** Returns its row of the table in docs/operating.md. */
    String row() {
        String words = command.words();
        for (String left : FOR_THE_TEST) {
            words = words.replace(left, "");
        }
        return "| " + text + " | " + view.title() + " | `" + general(words) + "` | `" + general(http.words()) + "` | "
                + (meter == null ? "-" : "`" + meter.words() + "`") + " |";
    }

    private static String general(String words) {
        return words.replace("guard", "NAME").replace("holder", "TEXT");
    }
}
