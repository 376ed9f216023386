package dev.steward.server.service;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.Listed;
import dev.steward.objects.Value;
import dev.steward.objects.Values;
import dev.steward.server.session.ClientFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Puts together what sessions and objects tell: of each session what it holds and where it waits. Used by one thread at a time. */
final class SessionRows {

    private final Values values;
    private final int most;
    private final Map<ObjectId, Listed> objects = new LinkedHashMap<>();
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    /** One session, as far as it is known. */
    private final class Session {
        final Value client;
        final SessionTold told;
        final Kept holds = new Kept();
        final Kept waits = new Kept();

        Session(Value client, SessionTold told) {
            this.client = client;
            this.told = told;
        }

        Value row() {
            ClientFacts facts = told.facts();
            return values.listOf(
                    List.of(
                            client,
                            values.of(facts.admin()),
                            values.of(facts.age()),
                            values.of(facts.away()),
                            values.of(facts.connections()),
                            values.of(told.calls()),
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
                rows.add(values.listOf(row, List.of()));
            }
        }
    }

    /** Rows that tell of so many things that a session holds at most, and of as many waits. */
    SessionRows(Values values, int most) {
        this.values = values;
        this.most = most;
    }

    /** Takes in which objects there are. */
    void know(List<Listed> all) {
        all.forEach(listed -> objects.put(listed.object(), listed));
    }

    /** Takes in what a session told; returns the objects that it may have something of. */
    List<ObjectId> add(Value client, SessionTold told) {
        sessions.put(told.facts().id().toHex(), new Session(client, told));
        return told.touched();
    }

    /** Returns what the directory knows of objects, without those that have come since it was asked. */
    List<Listed> listed(Collection<ObjectId> ids) {
        return ids.stream().map(objects::get).filter(Objects::nonNull).toList();
    }

    /** Takes in what objects told, and returns all rows. */
    Value rows(List<Listed> asked, List<Answer> answers) {
        for (int i = 0; i < asked.size(); i++) {
            add(asked.get(i), answers.get(i));
        }
        return values.listOf(sessions.values().stream().map(Session::row).toList(), List.of());
    }

    private void add(Listed object, Answer answer) {
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

    private void add(Listed object, List<Value> row, boolean holds) {
        Session session = sessions.get(values.asText(row.get(0)));
        if (session != null) {
            (holds ? session.holds : session.waits).add(object, row);
        }
    }
}
