package dev.steward.cli.look;

import dev.steward.admin.json.CallRates;
import dev.steward.admin.json.InspectionJson;
import dev.steward.api.Inspection;
import dev.steward.api.ObjectDescription;
import dev.steward.api.ObjectInspection;
import dev.steward.api.SessionInspection;
import dev.steward.vocabulary.Printable;
import dev.steward.vocabulary.lines.Ages;
import dev.steward.vocabulary.lines.InspectionLines;
import dev.steward.vocabulary.lines.TextTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code top} saw last, and how it shows it: in an order, perhaps of some alone. Keys change that. Used by one thread. */
final class TopScreen implements LiveScreen {

    private static final char ENTER = '\n';
    private static final char RETURN = '\r';
    private static final char ESCAPE = '\033';
    private static final char BACKSPACE = '\b';
    private static final char DELETE = '\177';

    private static final int LONGEST_TEXT = 80;

    private final Inspection inspection;
    private final String address;
    private final int limit;
    private final CallRates rates = new CallRates();

    private List<SessionInspection> sessions = List.of();
    private List<ObjectInspection> objects = List.of();
    private CallRates.Round round = rates.next(List.of());

    private TopOrder order;
    private boolean reversed;
    private boolean paused;

    /** What those shown have in their names; empty for all. */
    private String text;

    /** What is typed of the next one; null while none is. */
    private @Nullable StringBuilder typing;

    /**
     * Makes one that has seen nothing.
     *
     * @param address of the server, as the user would write it
     * @param limit how many sessions and how many objects are shown at most
     * @param text what those shown have in their names; empty for all
     */
    TopScreen(Inspection inspection, String address, int limit, TopOrder order, String text) {
        this.inspection = inspection;
        this.address = address;
        this.limit = limit;
        this.order = order;
        this.text = text;
    }

    @Override
    public void ask() {
        if (!paused) {
            sessions = inspection.sessions();
            objects = inspection.objects(0);
            round = rates.next(sessions);
        }
    }

    @Override
    public String help() {
        return Stream.of(TopOrder.values())
                .map(each -> each.key() + " " + each.word())
                .collect(Collectors.joining(", ", "q quit, space pause, / some alone, r reverse, first: ", ""));
    }

    @Override
    public boolean press(char key) {
        if (typing != null) {
            type(typing, key);
            return true;
        }
        switch (key) {
            case 'q', 'Q' -> {
                return false;
            }
            case ' ' -> paused = !paused;
            case 'r' -> reversed = !reversed;
            case '/' -> typing = new StringBuilder();
            default -> {
                for (TopOrder each : TopOrder.values()) {
                    if (each.key() == key) {
                        order = each;
                    }
                }
            }
        }
        return true;
    }

    private void type(StringBuilder typed, char key) {
        switch (key) {
            case ENTER, RETURN -> {
                text = typed.toString();
                typing = null;
            }
            case ESCAPE -> typing = null;
            case BACKSPACE, DELETE -> typed.setLength(Math.max(0, typed.length() - 1));
            default -> {
                if (!Character.isISOControl(key) && typed.length() < LONGEST_TEXT) {
                    typed.append(key);
                }
            }
        }
    }

    private boolean isMeant(SessionInspection session) {
        return session.client().session().startsWith(text)
                || session.client().name().contains(text)
                || session.client().address().contains(text);
    }

    private boolean isMeant(ObjectInspection found) {
        ObjectDescription object = found.object();
        return (object.name() != null && object.name().contains(text))
                || object.typeId().contains(text)
                || object.objectId().toString().equals(text);
    }

    private <T> Comparator<T> turned(Comparator<T> comparator) {
        return reversed ? comparator.reversed() : comparator;
    }

    @Override
    public Look look() {
        List<SessionInspection> first = sessions.stream()
                .filter(this::isMeant)
                .sorted(turned(order.ofSessions(round)))
                .limit(limit)
                .toList();
        List<ObjectInspection> shown = objects.stream()
                .filter(this::isMeant)
                .sorted(turned(order.ofObjects()))
                .limit(limit)
                .toList();
        long waiting =
                objects.stream().mapToLong(object -> object.object().waiting()).sum();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s: %s, %s, %.1f calls/s, %s%s",
                address,
                InspectionLines.counted(sessions.size(), "session"),
                InspectionLines.counted(objects.size(), "object"),
                round.ofAll(),
                InspectionLines.counted(waiting, "call") + (waiting == 1 ? " waits" : " wait"),
                Printable.of(state())));
        lines.add("");
        lines.addAll(TextTable.of(InspectionLines.sessions(first, round::of)));
        lines.add("");
        lines.addAll(TextTable.of(rows(shown)));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("sessions", sessions.size());
        json.put("objects", objects.size());
        json.put("callsPerSecond", round.ofAll());
        json.put("waiting", waiting);
        json.put(
                "busiestSessions",
                first.stream()
                        .map(session -> InspectionJson.session(session, round.of(session)))
                        .toList());
        json.put("busiestObjects", shown.stream().map(InspectionJson::object).toList());
        return new Look(lines, json);
    }

    /** Returns how it is shown, where that is not as it begins. */
    private String state() {
        StringBuilder state = new StringBuilder();
        if (order != TopOrder.BUSIEST || reversed) {
            state.append(", ").append(order.word()).append(reversed ? " last" : " first");
        }
        if (typing != null) {
            state.append(", only /").append(typing).append('_');
        } else if (!text.isEmpty()) {
            state.append(", only '").append(text).append('\'');
        }
        return state.append(paused ? ", paused" : "").toString();
    }

    private static List<List<String>> rows(List<ObjectInspection> objects) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("NAME", "TYPE", "ID", "WAITING", "HOLDERS", "ELEMENTS", "OLDEST", "CONTENTS"));
        for (ObjectInspection found : objects) {
            ObjectDescription object = found.object();
            rows.add(List.of(
                    object.name() == null ? "-" : object.name(),
                    object.typeId(),
                    object.objectId().toString(),
                    Integer.toString(object.waiting()),
                    Long.toString(found.holding()),
                    found.elements() < 0 ? "-" : Long.toString(found.elements()),
                    Ages.of(found.oldest()),
                    object.summary()));
        }
        return rows;
    }
}
