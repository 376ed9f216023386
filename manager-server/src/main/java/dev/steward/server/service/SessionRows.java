package dev.steward.server.service;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.Listed;
import dev.steward.objects.Value;
import dev.steward.objects.Values;
import dev.steward.server.session.ClientFacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts together what sessions and objects tell: of each session what it holds and where it waits. Used by one thread at a time. */
final class SessionRows {

    private final Values values;
    private final Inquiry inquiry;
    private final int most;
    private final Set<ObjectId> touched = new HashSet<>();
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    /** One session, as far as it is known. */
    private final class Session {
        final Value client;
        final ClientFacts facts;
        final long calls;
        final Kept holds = new Kept();
        final Kept waits = new Kept();

        Session(Value client, SessionTold told) {
            this.client = inquiry.kept(client);
            this.facts = told.facts();
            this.calls = told.calls();
        }

        Value row() {
            return values.listOf(
                    List.of(
                            client,
                            values.of(facts.admin()),
                            values.of(facts.age()),
                            values.of(facts.away()),
                            values.of(facts.connections()),
                            values.of(calls),
                            values.of(facts.openCalls()),
                            values.of(holds.count),
                            values.listOf(holds.rows, List.of()),
                            values.of(waits.count),
                            values.listOf(waits.rows, List.of())),
                    List.of());
        }
    }

    /** The first rows of one kind, and how many there are. */
    private final class Kept {
        final List<Value> rows = new ArrayList<>();
        long count;

        void add(Listed object, List<Value> told) {
            count++;
            if (rows.size() < most) {
                String name = object.name();
                List<Value> row = new ArrayList<>(List.of(
                        values.of(object.object().value()),
                        values.of(object.typeId()),
                        name == null ? values.nil() : values.of(name)));
                // All but the session, which is the one whose row this is.
                row.addAll(told.subList(1, told.size()));
                rows.add(inquiry.kept(values.listOf(row, List.of())));
            }
        }
    }

    /** Rows of the answer to an inquiry that tell of so many things that a session holds at most, and of as many waits. */
    SessionRows(Values values, Inquiry inquiry, int most) {
        this.values = values;
        this.inquiry = inquiry;
        this.most = most;
    }

    /** Takes in what a session told. */
    void add(Value client, SessionTold told) {
        sessions.put(told.facts().id().toHex(), new Session(client, told));
        touched.addAll(told.touched());
    }

    /** Returns those objects that a session may have something of. */
    List<Listed> touched(List<Listed> all) {
        return all.stream().filter(listed -> touched.contains(listed.object())).toList();
    }

    /** Takes in what an object told. */
    void add(Listed object, Answer answer) {
        if (answer.isOk()) {
            List<Value> parts = values.asList(answer.value());
            for (Value row : values.asList(parts.get(InspectedParts.HOLDERS))) {
                add(object, values.asList(row), true);
            }
            for (Value row : values.asList(parts.get(InspectedParts.WAITERS))) {
                add(object, values.asList(row), false);
            }
        }
    }

    /** Adds the rows to the answer. */
    void end() {
        sessions.values().forEach(session -> inquiry.add(session.row()));
    }

    private void add(Listed object, List<Value> row, boolean holds) {
        Session session = sessions.get(values.asText(row.get(0)));
        if (session != null) {
            (holds ? session.holds : session.waits).add(object, row);
        }
    }
}
